// SPDX-License-Identifier: Apache-2.0
#include "profile/profile.h"
#include "profile/secretguard.h"

#include <QCoreApplication>

#include <algorithm>

namespace assayer::profile {
namespace {

/// Together, so that the file stays under what parse() reads even with its indentation.
constexpr qsizetype mostManifestBytes = 256 * 1024;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

} // namespace

support::Result<void> keepManifest(Profile& profile, const KeptManifest& manifest)
{
    const auto value = support::json::parse(manifest.json);
    if (!value || !value->isObject()) {
        return support::failure(QStringLiteral("invalid-json"), Text::tr("The manifest is no JSON object."), {},
                                QStringLiteral("manifests"));
    }
    if (auto fault = forbiddenContent(*value)) {
        return tl::unexpected(*fault);
    }
    KeptManifest kept = manifest;
    kept.json = support::json::write(*value);
    const auto same = [&kept](const KeptManifest& other) { return other.json == kept.json; };
    if (std::any_of(profile.manifests.cbegin(), profile.manifests.cend(), same)) {
        return {};
    }
    qsizetype bytes = kept.json.size();
    for (const KeptManifest& other : profile.manifests) {
        bytes += other.json.size();
    }
    if (bytes > mostManifestBytes) {
        return support::failure(QStringLiteral("too-large"),
                                Text::tr("The manifests of a profile may have 256 KiB together; with this one they "
                                         "would have %1 KiB.")
                                    .arg((bytes + 1023) / 1024),
                                {}, QStringLiteral("manifests"));
    }
    profile.manifests.append(kept);
    return {};
}

} // namespace assayer::profile
