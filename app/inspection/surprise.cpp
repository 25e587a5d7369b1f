// SPDX-License-Identifier: Apache-2.0
#include "checks/texts.h"
#include "inspection/phrases.h"
#include "inspection/prediction.h"

#include "entra/cloud.h"

#include <algorithm>

namespace assayer::inspection {

namespace {

using profile::EndpointVersion;

const char* const endpointDoesNotChoose =
    QT_TRANSLATE_NOOP("assayer", "The endpoint does not choose the token's version, the API's manifest does "
                                 "(requestedAccessTokenVersion).");

/// One token beside what was predicted of it.
class Comparison {
public:
    Comparison(const Prediction& prediction, const jose::Jwt& token)
        : m_prediction(prediction)
        , m_token(token)
        , m_version(token.claimText(u"ver"))
    {
    }

    [[nodiscard]] QList<Surprise> surprises() const
    {
        QList<Surprise> found;
        for (const QString& name : {QStringLiteral("ver"), QStringLiteral("aud"), QStringLiteral("iss")}) {
            if (const auto surprise = surpriseOf(name)) {
                found += *surprise;
            }
        }
        return found;
    }

private:
    [[nodiscard]] std::optional<Surprise> surpriseOf(const QString& name) const
    {
        const PredictedClaim* predicted = m_prediction.find(name);
        if (!predicted) {
            return std::nullopt;
        }
        const QStringList actual = m_token.claimList(name);
        const bool expected =
            std::ranges::any_of(actual, [&](const QString& value) { return predicted->values.contains(value); });
        if (predicted->values.isEmpty()) {
            return name == QLatin1String("ver") ? otherThanEndpoint(actual) : std::nullopt;
        }
        if (expected) {
            return std::nullopt;
        }
        return Surprise{name, predicted->values, actual, predicted->certainty, sentenceFor(*predicted, actual)};
    }

    /// Nothing was predicted, but who asked the v2 endpoint may have expected a v2 token.
    [[nodiscard]] std::optional<Surprise> otherThanEndpoint(const QStringList& actual) const
    {
        if (!m_prediction.endpoint || (m_version != QLatin1String("1.0") && m_version != QLatin1String("2.0"))) {
            return std::nullopt;
        }
        const QString asked =
            *m_prediction.endpoint == EndpointVersion::V1 ? QStringLiteral("1.0") : QStringLiteral("2.0");
        if (asked == m_version) {
            return std::nullopt;
        }
        return Surprise{
            QStringLiteral("ver"),
            {},
            actual,
            Certainty::Unknown,
            said("The v%1 endpoint was asked, and the token has version %2.").arg(asked.left(1), m_version) + u' ' +
                said(endpointDoesNotChoose)};
    }

    [[nodiscard]] QString sentenceFor(const PredictedClaim& predicted, const QStringList& actual) const
    {
        QString sentence = actual.isEmpty() ? said("%1 was expected to be %2, but the token has no such claim.")
                                                  .arg(predicted.claim, predicted.inWords())
                                            : said("%1 was expected to be %2, and is %3.")
                                                  .arg(predicted.claim, predicted.inWords(), quotedList(actual));
        const QString reason = reasonFor(predicted, actual);
        return reason.isEmpty() ? sentence : sentence + u' ' + reason;
    }

    [[nodiscard]] QString reasonFor(const PredictedClaim& predicted, const QStringList& actual) const
    {
        if (!m_prediction.endpoint || actual.isEmpty()) {
            return {};
        }
        if (predicted.claim == QLatin1String("ver")) {
            const QString reason = said(endpointDoesNotChoose);
            return predicted.certainty == Certainty::Known
                       ? reason + u' ' +
                             said("So this manifest was changed after the token was issued, or it is not that API's.")
                       : reason;
        }
        if (versionDiffers()) {
            return said("That follows from the token's version.");
        }
        return predicted.claim == QLatin1String("aud") ? reasonForAudience(predicted, actual)
                                                       : said("It is the token of another tenant, cloud or authority.");
    }

    [[nodiscard]] QString reasonForAudience(const PredictedClaim& predicted, const QStringList& actual) const
    {
        const QString got = actual.value(0);
        const QString wanted = predicted.values.value(0);
        if (checks::withoutFinalSlash(got) == checks::withoutFinalSlash(wanted)) {
            return said("They differ by the final slash alone.");
        }
        if (checks::asciiLower(got) == checks::asciiLower(wanted)) {
            return said("They differ in the letter case alone.");
        }
        if (entra::isGuid(got) && !entra::isGuid(wanted)) {
            return said(
                "The API is named by a client ID although its App ID URI was asked for: it has the optional claim "
                "aud (use_guid), or another API was asked.");
        }
        return predicted.certainty == Certainty::Known ? said("The token is for another API than the manifest's.")
                                                       : said("It may be another identifier of the same API.");
    }

    [[nodiscard]] bool versionDiffers() const
    {
        const PredictedClaim* version = m_prediction.find(u"ver");
        return version && !version->values.isEmpty() && !version->values.contains(m_version);
    }

    const Prediction& m_prediction;
    const jose::Jwt& m_token;
    QString m_version;
};

} // namespace

QList<Surprise> surprisesOf(const Prediction& prediction, const jose::Jwt& token)
{
    return token.isReadable() ? Comparison(prediction, token).surprises() : QList<Surprise>();
}

} // namespace assayer::inspection
