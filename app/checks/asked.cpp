// SPDX-License-Identifier: Apache-2.0
#include "checks/asked.h"

#include "checks/texts.h"

#include <algorithm>

namespace assayer::checks {

namespace {

QString withoutSuffix(const QString& text)
{
    const QString base = withoutDefaultSuffix(text);
    return base.isEmpty() ? text : base;
}

} // namespace

QString meaningOf(const QString& identifier)
{
    QString plain = withoutInvisible(identifier);
    if (plain.startsWith(QLatin1String("spn:")))
        plain.remove(0, 4);
    return asciiLower(withoutFinalSlash(withSingleSlashes(withSecureScheme(withoutSuffix(plain)))));
}

Asked::Asked(const Snapshot& snapshot)
    : m_identifier(withoutSuffix(snapshot.requestedResource.section(u' ', 0, 0, QString::SectionSkipEmpty)))
    , m_key(meaningOf(m_identifier))
{
}

bool Asked::means(const QString& identifier) const
{
    return isKnown() && meaningOf(identifier) == m_key;
}

const QString* Asked::meantOf(const QStringList& identifiers) const
{
    const auto found =
        std::find_if(identifiers.begin(), identifiers.end(), [this](const QString& each) { return means(each); });
    return found == identifiers.end() ? nullptr : &*found;
}

} // namespace assayer::checks
