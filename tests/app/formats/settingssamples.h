// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/formats/settingsdata.h"
#include "formats/apisettings.h"

namespace assayer::formats::testing {

inline const QString tenant = QStringLiteral("6f1c2a5e-0b7d-4c39-9d41-2f8e5a7b1c60");
inline const QString api = QStringLiteral("b7a0d2c4-5e31-4f6b-8a90-13c7e2d4f5a6");
inline const QString client = QStringLiteral("4c8b1f6d-2a3e-47d5-b9c0-7e6f5d4c3b2a");
inline const QString otherClient = QStringLiteral("91b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d");

/// Space-separated, with {T}, {A}, {C}, {D} for the ids and the names of issuers for issuers.
inline QStringList list(const char* written)
{
    QString text = QString::fromLatin1(written);
    text.replace(QLatin1String("public-v1"), QLatin1String("https://sts.windows.net/{T}/"));
    text.replace(QLatin1String("public-v2"), QLatin1String("https://login.microsoftonline.com/{T}/v2.0"));
    text.replace(QLatin1String("{T}"), tenant);
    text.replace(QLatin1String("{A}"), api);
    text.replace(QLatin1String("{C}"), client);
    text.replace(QLatin1String("{D}"), otherClient);
    return text.split(u' ', Qt::SkipEmptyParts);
}

/// Of a sample that can be read.
inline ApiSettings read(const QString& name)
{
    const auto settings = readApiSettings(sample(name));
    if (!settings) {
        qFatal("%s: %s", qUtf8Printable(name), qUtf8Printable(settings.error().sentence));
    }
    return *settings;
}

} // namespace assayer::formats::testing
