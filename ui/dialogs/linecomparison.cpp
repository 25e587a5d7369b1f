// SPDX-License-Identifier: Apache-2.0
#include "dialogs/linecomparison.h"

#include <algorithm>
#include <vector>

namespace assayer::dialogs {

namespace {

constexpr qsizetype exactCells = 1'000'000; // of the table below

/// Lines that differ stand beside each other as far as both have some.
void append(QList<LinePair>& rows, qsizetype ours, qsizetype oursEnd, qsizetype theirs, qsizetype theirsEnd)
{
    while (ours < oursEnd || theirs < theirsEnd)
        rows.append({ours < oursEnd ? ours++ : -1, theirs < theirsEnd ? theirs++ : -1, true});
}

/// Longest common subsequence of the lines in between.
void appendMiddle(QList<LinePair>& rows, const QStringList& ours, const QStringList& theirs, qsizetype start,
                  qsizetype oursEnd, qsizetype theirsEnd)
{
    const qsizetype width = theirsEnd - start + 1;
    std::vector<int> length(static_cast<size_t>((oursEnd - start + 1) * width), 0);
    const auto cell = [&](qsizetype r, qsizetype c) -> int& {
        return length[static_cast<size_t>((r - start) * width + c - start)];
    };
    for (qsizetype r = oursEnd - 1; r >= start; --r)
        for (qsizetype c = theirsEnd - 1; c >= start; --c)
            cell(r, c) = ours.at(r) == theirs.at(c) ? cell(r + 1, c + 1) + 1 : std::max(cell(r + 1, c), cell(r, c + 1));
    qsizetype r = start;
    qsizetype c = start;
    qsizetype oursFrom = start; // of the run that differs
    qsizetype theirsFrom = start;
    while (r < oursEnd && c < theirsEnd) {
        if (ours.at(r) == theirs.at(c)) {
            append(rows, oursFrom, r, theirsFrom, c);
            rows.append({r++, c++, false});
            oursFrom = r;
            theirsFrom = c;
        } else if (cell(r + 1, c) >= cell(r, c + 1)) {
            ++r;
        } else {
            ++c;
        }
    }
    append(rows, oursFrom, oursEnd, theirsFrom, theirsEnd);
}

} // namespace

QList<LinePair> compareLines(const QStringList& ours, const QStringList& theirs)
{
    const qsizetype shorter = std::min(ours.size(), theirs.size());
    qsizetype start = 0;
    while (start < shorter && ours.at(start) == theirs.at(start))
        ++start;
    qsizetype end = 0;
    while (end < shorter - start && ours.at(ours.size() - 1 - end) == theirs.at(theirs.size() - 1 - end))
        ++end;
    QList<LinePair> rows;
    for (qsizetype i = 0; i < start; ++i)
        rows.append({i, i, false});
    const qsizetype oursEnd = ours.size() - end;
    const qsizetype theirsEnd = theirs.size() - end;
    if ((oursEnd - start + 1) * (theirsEnd - start + 1) <= exactCells)
        appendMiddle(rows, ours, theirs, start, oursEnd, theirsEnd);
    else
        append(rows, start, oursEnd, start, theirsEnd);
    for (qsizetype i = 0; i < end; ++i)
        rows.append({oursEnd + i, theirsEnd + i, false});
    return rows;
}

} // namespace assayer::dialogs
