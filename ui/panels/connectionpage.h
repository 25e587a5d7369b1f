// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/profile.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace assayer::controls {
class FormField;
}

namespace assayer::panels {

class LinesEdit;

/// Limits and permissions of the connection. Part of RequestPanel.
class ConnectionPage final : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionPage(QWidget* parent = nullptr);

    void setConnection(const profile::Connection& connection);
    void collect(profile::Connection& connection) const;
    [[nodiscard]] const QHash<QString, controls::FormField*>& fields() const { return m_fields; }

Q_SIGNALS:
    void edited();

private:
    void changed();

    QHash<QString, controls::FormField*> m_fields;
    QSpinBox* m_deadline;
    QCheckBox* m_plainHttp;
    LinesEdit* m_hosts;
    bool m_setting = false;
};

} // namespace assayer::panels
