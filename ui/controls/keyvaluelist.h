// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QTreeView>

class QStandardItemModel;

namespace assayer::controls {

/// Names and values in fixed width under section heads: headers and body of a request or a response. Selectable by
/// row, Ctrl+C copies «name: value», long values wrap. Hidden values show dots and a note, and copy as nothing.
class KeyValueList : public QTreeView {
    Q_OBJECT

public:
    struct Row {
        QString name;
        QString value;
        QString note;        ///< muted, behind the value: «40 characters, hidden in every copy»
        bool hidden = false; ///< dots instead of the value
        bool operator==(const Row&) const = default;
    };
    struct Section {
        QString title; ///< «Headers»; may be empty
        QList<Row> rows;
        QString text; ///< a body that is not a list, below the rows; line by line in fixed width
    };

    explicit KeyValueList(QWidget* parent = nullptr);
    void setSections(const QList<Section>& sections);
    [[nodiscard]] QString selectedText() const; ///< what Ctrl+C copies
    void copy() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QStandardItemModel* m_model;
};

} // namespace assayer::controls
