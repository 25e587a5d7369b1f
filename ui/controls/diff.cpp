// SPDX-License-Identifier: Apache-2.0
#include "controls/difftext.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <vector>

namespace assayer::controls {

namespace {

constexpr qsizetype exactLimit = 512; // characters; beyond, only the common start and end are told
constexpr double leastInCommon = 0.4; // of the longer text; below, the texts are simply different

/// Bounds of what a reader sees as one character, so that no mark splits one.
std::vector<qsizetype> characters(const QString& text)
{
    std::vector<qsizetype> starts;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    qsizetype at = 0;
    while (at >= 0 && at < text.size()) {
        starts.push_back(at);
        at = finder.toNextBoundary();
    }
    starts.push_back(text.size());
    return starts;
}

struct Side {
    const QString& text;
    std::vector<qsizetype> starts;
    std::vector<bool> equal;

    explicit Side(const QString& t)
        : text(t)
        , starts(characters(t))
        , equal(starts.size() - 1, false)
    {
    }
    [[nodiscard]] size_t count() const { return equal.size(); }
    [[nodiscard]] QStringView at(size_t index) const
    {
        return QStringView(text).mid(starts[index], starts[index + 1] - starts[index]);
    }
    [[nodiscard]] QList<DiffRun> runs() const
    {
        QList<DiffRun> runs;
        for (size_t i = 0; i < count(); ++i) {
            const qsizetype length = starts[i + 1] - starts[i];
            if (!runs.isEmpty() && runs.last().differs == !equal[i])
                runs.last().length += length;
            else
                runs.append({starts[i], length, !equal[i]});
        }
        return runs;
    }
};

/// Longest common subsequence of what stands between the common start and end.
void markMiddle(Side& a, Side& b, size_t start, size_t endA, size_t endB)
{
    const size_t rows = endA - start;
    const size_t columns = endB - start;
    std::vector<unsigned short> length((rows + 1) * (columns + 1), 0);
    const auto cell = [&](size_t r, size_t c) -> unsigned short& { return length[r * (columns + 1) + c]; };
    for (size_t r = rows; r-- > 0;)
        for (size_t c = columns; c-- > 0;)
            cell(r, c) = a.at(start + r) == b.at(start + c) ? static_cast<unsigned short>(cell(r + 1, c + 1) + 1)
                                                            : std::max(cell(r + 1, c), cell(r, c + 1));
    for (size_t r = 0, c = 0; r < rows && c < columns;) {
        if (a.at(start + r) == b.at(start + c)) {
            a.equal[start + r++] = true;
            b.equal[start + c++] = true;
        } else if (cell(r + 1, c) >= cell(r, c + 1)) {
            ++r;
        } else {
            ++c;
        }
    }
}

} // namespace

Diff diff(const QString& first, const QString& second)
{
    Side a(first);
    Side b(second);
    const size_t shorter = std::min(a.count(), b.count());
    size_t start = 0;
    while (start < shorter && a.at(start) == b.at(start)) {
        a.equal[start] = true;
        b.equal[start] = true;
        ++start;
    }
    size_t end = 0;
    while (end < shorter - start && a.at(a.count() - 1 - end) == b.at(b.count() - 1 - end)) {
        a.equal[a.count() - 1 - end] = true;
        b.equal[b.count() - 1 - end] = true;
        ++end;
    }
    const size_t endA = a.count() - end;
    const size_t endB = b.count() - end;
    if (endA - start <= exactLimit && endB - start <= exactLimit)
        markMiddle(a, b, start, endA, endB);
    const auto common = static_cast<double>(std::count(a.equal.begin(), a.equal.end(), true));
    if (common < leastInCommon * static_cast<double>(std::max(a.count(), b.count()))) {
        std::fill(a.equal.begin(), a.equal.end(), false);
        std::fill(b.equal.begin(), b.equal.end(), false);
    }
    return {a.runs(), b.runs()};
}

} // namespace assayer::controls
