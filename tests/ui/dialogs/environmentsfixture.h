// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/environmentsdialog.h"
#include "dialogs/variablerow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

inline constexpr qint64 setAt = 1'795'377'720;

inline assayer::dialogs::EnvironmentsView view(assayer::store::SecretStore* secrets = nullptr)
{
    using assayer::profile::VariableKind;
    assayer::dialogs::EnvironmentsView made;
    for (const char* name : {"dev", "prod"}) {
        assayer::store::EnvironmentEntry entry;
        entry.path = QStringLiteral("environments/%1.json").arg(QLatin1String(name));
        entry.name = QLatin1String(name);
        entry.environment.id = QStringLiteral("id-") + QLatin1String(name);
        entry.environment.name = QLatin1String(name);
        entry.environment.variables = {{QStringLiteral("tenant"), VariableKind::Plain, QStringLiteral("contoso")},
                                       {QStringLiteral("key"), VariableKind::Secret}};
        made.environments << entry;
    }
    made.current = QStringLiteral("environments/prod.json");
    made.secrets = secrets;
    made.now = setAt;
    return made;
}

/// The dialog on the screen, and its parts as a person finds them.
struct Shown {
    explicit Shown(const assayer::dialogs::EnvironmentsView& given,
                   assayer::dialogs::DeleteAnswer answer = {true, false})
        : dialog(given, [this, answer](const assayer::dialogs::DeleteQuestion& question) {
            asked << question;
            return answer;
        })
    {
        dialog.show();
    }
    template <typename T> [[nodiscard]] T* find(const char* name) const
    {
        return dialog.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QList<assayer::dialogs::VariableRow*> rows() const
    {
        QList<assayer::dialogs::VariableRow*> visible;
        for (assayer::dialogs::VariableRow* row : dialog.findChildren<assayer::dialogs::VariableRow*>()) {
            if (row->isVisible())
                visible << row;
        }
        return visible;
    }
    template <typename T> [[nodiscard]] T* inRow(int row, const char* name) const
    {
        return rows().at(row)->findChild<T*>(QLatin1String(name));
    }
    void press(const char* button) const { QTest::keyClick(find<QPushButton>(button), Qt::Key_Space); }
    void type(QLineEdit* edit, const QString& text) const
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    QList<assayer::dialogs::DeleteQuestion> asked;
    assayer::dialogs::EnvironmentsDialog dialog;
};
