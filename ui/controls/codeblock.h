// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace assayer::controls {

/// Read-only fixed-width text in an inset box: code, raw token parts, a response body. Literal: invisible characters
/// of each line are made visible. It says what was left out beyond `mostCharacters`.
class CodeBlock : public QPlainTextEdit {
    Q_OBJECT

public:
    /// More would hold the window up while it is laid out.
    static constexpr qsizetype mostCharacters = 128 * 1024;
    explicit CodeBlock(QWidget* parent = nullptr);
    enum class Wrap { Anywhere, AtWords };
    /// At words: prose, whose words stay whole where that is no work (a word as long as a page is broken anywhere).
    void setCode(const QString& text, Wrap wrap = Wrap::Anywhere);
    /// Marks a range of the text that was set (a token's selected member) and scrolls to it; length 0 marks none.
    void mark(qsizetype start, qsizetype length);
    /// Puts a ground behind whole lines, from 0; what it means must be said in words or signs too.
    void setMarkedLines(const QList<int>& lines);
    void showLine(int line);     ///< scrolls, and puts the cursor there
    void setFramed(bool framed); ///< inset box, or edge to edge
    /// As high as its text, up to so many lines.
    void setFitsText(int mostLines);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void showMark();
    void applyLook();
    QString m_code;
    QList<int> m_markedLines;
    qsizetype m_markStart = 0;
    qsizetype m_markLength = 0;
    int m_mostLines = 0;
    bool m_framed = true;
};

} // namespace assayer::controls
