// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "controls/formfield.h"
#include "controls/plainlabel.h"
#include "store/keychain.h"
#include "ui/window/workspacefixture.h"

#include <QComboBox>

inline assayer::profile::Environment named(const QString& name, const QString& tenant)
{
    assayer::profile::Environment environment;
    environment.id = assayer::profile::newId();
    environment.name = name;
    environment.variables = {{QStringLiteral("tenant"), assayer::profile::VariableKind::Plain, tenant},
                             {QStringLiteral("app_secret"), assayer::profile::VariableKind::Secret}};
    return environment;
}

inline assayer::profile::Profile withVariables()
{
    assayer::profile::Profile profile = namedProfile(QStringLiteral("a"));
    profile.authority.tenant = QStringLiteral("{{tenant}}");
    return profile;
}

/// «dev» is the practice tenant, «test» is not.
struct EnvironmentsFixture : WorkspaceFixture {
    EnvironmentsFixture()
    {
        put(QStringLiteral("environments/dev.json"), assayer::profile::write(dev));
        put(QStringLiteral("environments/test.json"), assayer::profile::write(test));
        put(QStringLiteral("a.json"), withVariables());
        openRow(QStringLiteral("a.json"));
        QTRY_COMPARE(selector()->count(), 3);
    }
    [[nodiscard]] QComboBox* selector() const { return find<QComboBox>("environment"); }
    void choose(const QString& name) const
    {
        const int at = selector()->findData(name);
        QVERIFY(at >= 0);
        selector()->setCurrentIndex(at);
        Q_EMIT selector()->activated(at);
    }
    /// Of «dev», as the dialog over the environments does.
    void keepSecret(const assayer::support::Secret& secret)
    {
        assayer::dialogs::EnvironmentChange change;
        change.path = QStringLiteral("environments/dev.json");
        change.base = assayer::store::revisionOf(assayer::profile::write(dev));
        change.environment = dev;
        change.secrets.insert(QStringLiteral("app_secret"), secret);
        dialogs.environments = assayer::dialogs::EnvironmentsEdit{{change}, QStringLiteral("dev")};
        QTest::mouseClick(find<QWidget>("editEnvironments"), Qt::LeftButton);
    }
    /// What is kept for its secret variable, once the keychain was heard.
    [[nodiscard]] QString secretOf(const assayer::profile::Environment& of)
    {
        std::optional<QString> found;
        QObject context;
        secrets->read(assayer::store::secretKeyOf(of, QStringLiteral("app_secret")), &context,
                      [&found](const auto& answer) {
                          found = answer && *answer ? QString::fromUtf8((*answer)->secret.reveal()) : QString();
                      });
        (void)QTest::qWaitFor([&found] { return found.has_value(); });
        return found.value_or(QString());
    }
    [[nodiscard]] assayer::controls::FormField* field(const char* name) const
    {
        for (QWidget* above = find<QWidget>(name); above; above = above->parentWidget()) {
            if (auto* found = qobject_cast<assayer::controls::FormField*>(above))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] bool shows(const char* name, const QString& text) const
    {
        const auto labels = field(name)->findChildren<assayer::controls::PlainLabel*>();
        return std::any_of(labels.cbegin(), labels.cend(), [&text](const assayer::controls::PlainLabel* label) {
            return label->isVisible() && label->fullText().contains(text);
        });
    }

    assayer::profile::Environment dev =
        named(QStringLiteral("dev"), assayer::profile::workedExample().authority.tenant);
    assayer::profile::Environment test = named(QStringLiteral("test"), QStringLiteral("test.onmicrosoft.com"));
};
