// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.h"

#include <QUuid>

#include <algorithm>

namespace assayer::profile {

bool isId(QStringView text)
{
    constexpr qsizetype longestId = 64;
    return !text.isEmpty() && text.size() <= longestId && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace assayer::profile
