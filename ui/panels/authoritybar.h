// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/preview.h"
#include "profile/profile.h"

#include <QWidget>

class QComboBox;
class QGridLayout;

namespace assayer::controls {
class PrimaryButton;
class RequestLine;
} // namespace assayer::controls

namespace assayer::panels {

/// Authority, endpoint version, the request that will be sent, and the button that sends it. Where
/// that is too much for one row, the request stands in a second. Part of RequestPanel.
class AuthorityBar final : public QWidget {
    Q_OBJECT
public:
    explicit AuthorityBar(QWidget* parent = nullptr);

    void setAuthority(const profile::Authority& authority);
    /// Writes what is chosen here into the authority, and nothing else.
    void collect(profile::Authority& authority) const;
    void setPreview(const Preview& preview);
    void setBusy(bool busy);
    void focusButton();
    /// "authority", "cloud" or "version"; false if the field is none of these, or is not shown.
    [[nodiscard]] bool focusField(const QString& field);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();
    void tokenRequested();
    void cancelRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    [[nodiscard]] int roomBesideTheLine() const; ///< that all but the request line takes
    void fillAuthorities(const QString& current);
    void showVersion();

    QComboBox* m_authority;
    QComboBox* m_version;
    controls::RequestLine* m_line;
    controls::PrimaryButton* m_button;
    QGridLayout* m_grid;
    bool m_below = false; ///< the line, in a row of its own
};

} // namespace assayer::panels
