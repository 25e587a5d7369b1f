// SPDX-License-Identifier: Apache-2.0
#include "checks/causes.h"
#include "controls/formfield.h"
#include "controls/primarybutton.h"
#include "controls/tabs.h"
#include "entra/errorcode.h"
#include "inspection/words.h"
#include "jose/jwt.h"
#include "panels/fieldlabels.h"
#include "panels/linesedit.h"
#include "panels/requestpanel.h"

#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace assayer;
using panels::RequestPanel;

namespace {

profile::Profile sample()
{
    profile::Profile profile;
    profile.authority.tenant = QStringLiteral("contoso.onmicrosoft.com");
    profile.clientId = QStringLiteral("client");
    profile.resources = {QStringLiteral("api://orders"), QStringLiteral("kept")};
    profile.expectations.audiences = {QStringLiteral("a"), QStringLiteral("b")};
    profile.expectations.tokenVersion = profile::TokenVersion::V2;
    profile.connection.deadlineSeconds = 12;
    profile.connection.allowedHosts = {QStringLiteral("sts.example")};
    return profile;
}

controls::FormField* fieldOf(QWidget* editor)
{
    while (editor && !qobject_cast<controls::FormField*>(editor))
        editor = editor->parentWidget();
    return qobject_cast<controls::FormField*>(editor);
}

oauth::Finding finding(const char* code, const char* field, oauth::Severity severity = oauth::Severity::Warning)
{
    return {severity, QLatin1String(code), QLatin1String(field), QStringLiteral("wrong."), QStringLiteral("do this."),
            {}};
}

} // namespace

class TestRequestPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setProfile_sendsNothing()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        QSignalSpy edited(&panel, &RequestPanel::profileEdited);
        panel.setProfile(sample());
        panel.setProfile(profile::workedExample());
        panel.setProfile({});
        QCOMPARE(edited.count(), 0);
    }

    void edit_changesOnlyItsField()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        QSignalSpy edited(&panel, &RequestPanel::profileEdited);
        panel.findChild<QLineEdit*>(QStringLiteral("clientId"))->setText(QStringLiteral("other"));
        QCOMPARE(edited.count(), 1);
        profile::Profile expected = sample();
        expected.clientId = QStringLiteral("other");
        QCOMPARE(edited.first().first().value<profile::Profile>(), expected);
        panel.findChild<QLineEdit*>(QStringLiteral("resource"))->setText(QStringLiteral("api://x"));
        expected.resources[0] = QStringLiteral("api://x");
        QCOMPARE(edited.last().first().value<profile::Profile>(), expected);
    }

    void edit_leavesThePagesThatNobodySaw()
    {
        RequestPanel panel;
        panel.setProfile(sample());
        QVERIFY(!panel.findChild<QWidget*>(QStringLiteral("expected_roles")));
        QVERIFY(!panel.findChild<QWidget*>(QStringLiteral("allowedHosts")));
        QSignalSpy edited(&panel, &RequestPanel::profileEdited);
        panel.findChild<QLineEdit*>(QStringLiteral("clientId"))->setText(QStringLiteral("other"));
        profile::Profile expected = sample();
        expected.clientId = QStringLiteral("other");
        QCOMPARE(edited.last().first().value<profile::Profile>(), expected);
        QCOMPARE(panel.findChild<controls::TabBar*>(QStringLiteral("requestTabs"))->count(1), 3);
        // Made later, it has what the profile has.
        panel.setCurrentPage(1);
        QCOMPARE(panel.findChild<panels::LinesEdit*>(QStringLiteral("expected_audiences"))->lines(),
                 expected.expectations.audiences);
        QCOMPARE(edited.count(), 1);
    }

    void problemOfAPageThatNobodySaw_standsThereWhenItIsOpened()
    {
        RequestPanel panel;
        panel.setProfile(sample());
        panel.setFindings({finding("odd", "connection.allowedHosts"), finding("odd", "expectations.issuer")});
        panel.setCurrentPage(2);
        QVERIFY(fieldOf(panel.findChild<QWidget*>(QStringLiteral("allowedHosts")))->hasProblem());
        panel.show();
        panel.focusField(QStringLiteral("expectations.issuer"));
        QCOMPARE(panel.currentPage(), 1);
        QVERIFY(fieldOf(panel.findChild<QWidget*>(QStringLiteral("expected_issuer")))->hasProblem());
    }

    void lists_areReadByLine()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        QSignalSpy edited(&panel, &RequestPanel::profileEdited);
        panel.findChild<panels::LinesEdit*>(QStringLiteral("expected_roles"))
            ->setPlainText(QStringLiteral("R1\n\n R2 "));
        QCOMPARE(edited.last().first().value<profile::Profile>().expectations.roles,
                 (QStringList{QStringLiteral("R1"), QStringLiteral(" R2 ")}));
    }

    void issuer_hasItsOwnFields()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        panel.show();
        auto* tenant = panel.findChild<QLineEdit*>(QStringLiteral("tenant"));
        auto* issuer = panel.findChild<QLineEdit*>(QStringLiteral("issuer"));
        QVERIFY(tenant->isVisible() && !issuer->isVisible());
        auto* authority = panel.findChild<QComboBox*>(QStringLiteral("authority"));
        authority->setCurrentIndex(authority->count() - 1);
        QVERIFY(!tenant->isVisible() && issuer->isVisible());
        QVERIFY(!panel.findChild<QComboBox*>(QStringLiteral("endpointVersion"))->isVisible());
    }

    void finding_standsAtItsField()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        auto* tenant = fieldOf(panel.findChild<QLineEdit*>(QStringLiteral("tenant")));
        auto* client = fieldOf(panel.findChild<QLineEdit*>(QStringLiteral("clientId")));
        panel.setFindings({finding("tenant-common", "tenant"), finding("missing", "clientId", oauth::Severity::Error)});
        QVERIFY(tenant->problem().contains(QStringLiteral("wrong.")));
        QVERIFY(!client->hasProblem());
        panel.setShowMissing(true);
        QVERIFY(client->hasProblem());
        panel.setFindings({});
        QVERIFY(!tenant->hasProblem() && !client->hasProblem());
    }

    void focusField_opensItsPage_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("page");
        QTest::newRow("request") << "clientSecret" << 0;
        QTest::newRow("expectations") << "expectations.roles" << 1;
        QTest::newRow("connection") << "connection.allowedHosts" << 2;
    }
    void focusField_opensItsPage()
    {
        QFETCH(QString, field);
        QFETCH(int, page);
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        panel.setCurrentPage(page == 0 ? 1 : 0);
        panel.focusField(field);
        QCOMPARE(panel.currentPage(), page);
        panel.focusField(QStringLiteral("no such field"));
        QCOMPARE(panel.currentPage(), page);
    }

    void focusField_findsTheEditor_data()
    {
        using Kind = profile::AuthorityKind;
        QTest::addColumn<profile::AuthorityKind>("kind");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("editor"); // none: there is none to find
        const auto row = [](Kind kind, const char* field, const char* editor) {
            QTest::addRow("%s, %d", field, static_cast<int>(kind))
                << kind << QString::fromLatin1(field) << QString::fromLatin1(editor);
        };
        for (const Kind kind : {Kind::Entra, Kind::Practice}) {
            row(kind, "authority", "authority");
            row(kind, "version", "endpointVersion");
            row(kind, "tenant", "tenant");
            row(kind, "resource", "resource");
            row(kind, "issuer", "");
        }
        row(Kind::Entra, "cloud", "authority");
        row(Kind::Issuer, "issuer", "issuer");
        row(Kind::Issuer, "resource", "resources");
        row(Kind::Issuer, "parameters", "parameters");
        row(Kind::Issuer, "connection.allowedHosts", "allowedHosts");
        row(Kind::Issuer, "version", "");
        row(Kind::Entra, "certificate", "");
    }
    void focusField_findsTheEditor()
    {
        QFETCH(profile::AuthorityKind, kind);
        QFETCH(QString, field);
        QFETCH(QString, editor);
        profile::Profile profile = sample();
        profile.authority.kind = kind;
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(profile);
        panel.show();
        panel.findChild<QLineEdit*>(QStringLiteral("clientId"))->setFocus();
        panel.focusField(field);
        QCOMPARE(panel.focusWidget()->objectName(), editor.isEmpty() ? QStringLiteral("clientId") : editor);
    }

    void fieldOfAFix_isOnTheForm_data()
    {
        QTest::addColumn<profile::AuthorityKind>("kind");
        QTest::newRow("Entra") << profile::AuthorityKind::Entra;
        QTest::newRow("practice") << profile::AuthorityKind::Practice;
        QTest::newRow("issuer") << profile::AuthorityKind::Issuer;
    }
    void fieldOfAFix_isOnTheForm()
    {
        QFETCH(profile::AuthorityKind, kind);
        inspection::Inspection inspection;
        inspection.profile = sample();
        inspection.profile->authority.kind = kind;
        inspection.token = jose::takeApart("e30.e30.e30");
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(*inspection.profile);
        panel.show();
        QWidget* elsewhere = panel.findChild<QWidget*>(QStringLiteral("getToken"));
        for (const checks::Cause& cause : checks::causes) {
            checks::Result result;
            result.id = cause.check;
            result.status = checks::Status::Fail;
            result.cause = cause.text();
            for (const inspection::Fix& fix : inspection::wordsFor(result, inspection).fixes) {
                if (fix.field.isEmpty())
                    continue;
                const QByteArray what = cause.name + QByteArray(": ") + fix.field.toUtf8();
                QVERIFY2(!panels::fieldLabel(fix.field).isEmpty(), what);
                elsewhere->setFocus();
                panel.focusField(fix.field);
                QVERIFY2(panel.focusWidget() != elsewhere, what);
            }
        }
    }

    void fieldOfAnErrorCode_hasALabel()
    {
        QFile table(QStringLiteral(ASSAYER_SOURCE_DIR "/resources/entra/errors.json"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QJsonArray rows = QJsonDocument::fromJson(table.readAll()).array();
        QVERIFY(!rows.isEmpty());
        const QStringList otherCredentials{QStringLiteral("certificate"), QStringLiteral("assertion")};
        for (const QJsonValue& row : rows) {
            const QString field = entra::errorCode(row[u"code"].toInteger())->field;
            if (!field.isEmpty())
                QVERIFY2(panels::fieldLabel(field).isEmpty() == otherCredentials.contains(field), qPrintable(field));
        }
    }

    void labels_areTheAccessibleNames()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        for (const auto& [object, name] :
             {std::pair("tenant", "Tenant"), std::pair("clientId", "Client ID"), std::pair("resource", "Resource")})
            QCOMPARE(panel.findChild<QLineEdit*>(QLatin1String(object))->accessibleName(), QLatin1String(name));
        auto* secret = panel.findChild<QWidget*>(QStringLiteral("clientSecret"))->findChild<QLineEdit*>();
        QCOMPARE(secret->accessibleName(), QStringLiteral("Client secret"));
        QCOMPARE(panel.findChild<controls::PrimaryButton*>(QStringLiteral("getToken"))->accessibleName(),
                 QStringLiteral("Get token"));
    }

    void count_isShownOnTheTab()
    {
        RequestPanel panel;
        while (panel.makeNextPage()) {
        }
        panel.setProfile(sample());
        QCOMPARE(panel.findChild<controls::TabBar*>(QStringLiteral("requestTabs"))->count(1), 3);
    }
};

QTEST_MAIN(TestRequestPanel)
#include "tst_requestpanel.moc"
