// SPDX-License-Identifier: Apache-2.0
#include "support/json.h"

#include <cstdint>
#include <cstdlib>

using namespace assayer::support;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

void checkOffsets(const json::Value& value, qsizetype size)
{
    demand(value.offset() >= 0 && value.length() >= 0 && value.offset() + value.length() <= size);
    for (const json::Value& item : value.items()) {
        checkOffsets(item, size);
    }
    for (const json::Member& member : value.members()) {
        demand(member.nameOffset < size);
        checkOffsets(member.value, size);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    const json::Document document = json::read(text);
    demand(document.problem || document.value);
    demand(!document.problem || (document.problem->offset >= 0 && document.problem->offset <= text.size()));
    if (document.value) {
        checkOffsets(*document.value, text.size());
        // What was written is strict JSON, and says the same.
        for (const auto layout : {json::Layout::Compact, json::Layout::Indented}) {
            const QByteArray once = json::write(*document.value, layout);
            const json::Document again = json::read(once, {.depth = 512, .bytes = once.size()});
            demand(!again.problem);
            demand(json::write(*again.value, layout) == once);
        }
    }
    return 0;
}
