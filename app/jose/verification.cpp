// SPDX-License-Identifier: Apache-2.0
#include "jose/verification.h"

#include "jose/base64url.h"
#include "jose/keymaterial.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace assayer::jose {

using support::Result;
using support::json::Value;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

/// One token against one set; made anew for each.
class Verifier {
public:
    Verifier(const Jwt& token, const JwkSet& keys)
        : m_token(token)
        , m_keys(keys)
    {
    }

    Verification run()
    {
        if (isSignedText() && isHeaderGood() && isAlgorithmKnown() && arePartsGood() && findKeys()) {
            tryKeys();
        }
        return std::move(m_result);
    }

private:
    bool answer(SignatureStatus status, const char* cause, const QString& detail)
    {
        m_result.status = status;
        m_result.cause = QString::fromLatin1(cause);
        m_result.detail = detail;
        return false;
    }

    bool refuse(const char* cause, const QString& detail) { return answer(SignatureStatus::Invalid, cause, detail); }

    bool isSignedText()
    {
        m_result.algorithm = m_token.headerText(u"alg");
        m_result.keyId = m_token.headerText(u"kid");
        switch (m_token.kind) {
        case TokenKind::Opaque:
            return answer(SignatureStatus::Unchecked, "unsupported",
                          tr("The token is opaque: it has no signature that can be read."));
        case TokenKind::Jwe:
            return answer(SignatureStatus::Unchecked, "unsupported",
                          tr("The token is encrypted: only its API can read it."));
        default:
            break;
        }
        if (m_result.algorithm.compare(QLatin1String("none"), Qt::CaseInsensitive) == 0) {
            return refuse("algorithm-none", tr("The token is not signed (alg none)."));
        }
        return true;
    }

    // RFC 7515 §5.2 steps 1 to 5, RFC 8725 §3.1.
    bool isHeaderGood()
    {
        const Value* alg = m_token.headerParameter(u"alg");
        const Value* kid = m_token.headerParameter(u"kid");
        for (const Damage& damage : m_token.damages) {
            if (damage.section == Section::Header && damage.fatal) {
                return refuse("bad", damage.sentence);
            }
        }
        const Value& header = *m_token.header.json;
        for (const auto& member : header.members()) {
            if (member.duplicate) {
                return refuse("bad", tr("The header's member «%1» is there more than once.").arg(member.name));
            }
        }
        if (!alg || !alg->isString() || (kid && !kid->isString())) {
            return refuse("bad", tr("The header's alg and kid must be texts."));
        }
        if (header.find(u"crit")) {
            return refuse("critical-header",
                          tr("The header has extensions that must be understood (crit), and none is."));
        }
        const Value* b64 = header.find(u"b64");
        if (b64 && !(b64->kind() == support::json::Kind::Boolean && b64->toBoolean())) {
            return refuse("critical-header",
                          tr("The header says that the payload is not encoded (b64), without crit."));
        }
        return true;
    }

    bool isAlgorithmKnown()
    {
        m_algorithm = algorithmNamed(m_result.algorithm);
        return m_algorithm ||
               refuse("unsupported", tr("The signature algorithm %1 is not supported.").arg(m_result.algorithm));
    }

    bool arePartsGood()
    {
        // A token that was kept without its text, as history does, cannot be verified again.
        if (m_token.compact.size() < m_token.payload.offset + m_token.payload.text.size()) {
            return answer(SignatureStatus::Unchecked, "unsupported", tr("The token's signature was not kept."));
        }
        for (const Damage& damage : m_token.damages) {
            if (!damage.fatal) {
                continue;
            }
            const bool atEnd = damage.section == Section::Signature || damage.section == Section::Token;
            const bool cut = damage.code == QLatin1String("truncated") || damage.code == QLatin1String("empty") ||
                             damage.code == QLatin1String("non-canonical");
            if (atEnd) {
                return refuse(cut ? "truncated" : "bad", damage.sentence);
            }
            // What the payload means is not the signature's business (RFC 7515 §3).
            if (damage.section == Section::Payload && damage.within < 0 && damage.code != QLatin1String("empty")) {
                return refuse("bad", damage.sentence);
            }
        }
        return true;
    }

    bool findKeys()
    {
        if (m_keys.keys.isEmpty() && m_keys.unusable.isEmpty()) {
            return answer(SignatureStatus::Unchecked, "keys-unavailable", tr("There are no keys to verify with."));
        }
        const bool named = m_token.headerParameter(u"kid");
        const QString x5t = m_token.headerText(u"x5t");
        for (const Jwk& key : m_keys.keys) {
            if (named ? key.kid == m_result.keyId : x5t.isEmpty() || isOfCertificate(key, x5t)) {
                m_candidates += &key;
            }
        }
        // A key that was handed in alone and has no name cannot be the wrong one by name.
        if (named && m_candidates.isEmpty() && m_keys.keys.size() == 1 && m_keys.unusable.isEmpty() &&
            m_keys.keys.first().kid.isEmpty()) {
            m_candidates += &m_keys.keys.first();
        }
        if (!m_candidates.isEmpty()) {
            return chooseFitting(named);
        }
        return explainMissing(named, x5t);
    }

    static bool isOfCertificate(const Jwk& key, const QString& x5t)
    {
        return key.x5t.isEmpty() ? key.kid.isEmpty() || key.kid == x5t : key.x5t == x5t;
    }

    bool explainMissing(bool named, const QString& x5t)
    {
        for (const JwkSet::Unusable& key : m_keys.unusable) {
            if (!named || key.kid == m_result.keyId ||
                (m_keys.keys.isEmpty() && m_keys.unusable.size() == 1 && key.kid.isEmpty())) {
                return refuseByKey(key.error);
            }
        }
        if (m_keys.cut) {
            return answer(
                SignatureStatus::Unchecked, "keys-unavailable",
                tr("The set has more than %1 keys; only the first ones were looked at, and the token's is not "
                   "among them.")
                    .arg(JwkSet::maximumKeys));
        }
        return refuse("key-not-found", named ? tr("No key of the set has the kid %1.").arg(m_result.keyId)
                                             : tr("No key of the set has the x5t %1.").arg(x5t));
    }

    bool refuseByKey(const support::Error& error)
    {
        const QString detail =
            error.detail.isEmpty() ? error.sentence : error.sentence + QLatin1Char(' ') + error.detail;
        if (error.code == QLatin1String("weak-key")) {
            return refuse("weak-key", detail);
        }
        if (error.code == QLatin1String("unsupported")) {
            return refuse("unsupported", detail);
        }
        // "key-use", "shared-key" and "invalid-key" as well: header and key disagree.
        return refuse("algorithm-mismatch", detail);
    }

    bool chooseFitting(bool named)
    {
        std::optional<support::Error> objection;
        QList<const Jwk*> fitting;
        for (const Jwk* key : std::as_const(m_candidates)) {
            const Result<void> permitted = key->permits(*m_algorithm);
            if (permitted) {
                fitting += key;
            } else if (!objection || permitted.error().code != QLatin1String("algorithm-mismatch")) {
                objection = permitted.error();
            }
        }
        if (fitting.isEmpty()) {
            const bool sought = named || m_candidates.size() == 1 || m_algorithm->family == Family::Hmac;
            if (!sought && objection->code == QLatin1String("algorithm-mismatch")) {
                return refuse("key-not-found", tr("No key of the set is for %1.").arg(m_result.algorithm));
            }
            describeKey(*m_candidates.first());
            return refuseByKey(*objection);
        }
        m_candidates = std::move(fitting);
        leaveOutWhatCostsTooMuch();
        return true;
    }

    // Verifying with RSA takes time by the square of the key's size: hundreds of the largest ones would take seconds.
    void leaveOutWhatCostsTooMuch()
    {
        constexpr int affordable = 2048; // 512 keys of 2048 bits
        int cost = 0;
        qsizetype count = 0;
        for (; count < m_candidates.size() && cost < affordable; ++count) {
            const int kilobits = std::max(m_candidates[count]->bits / 1024, 1);
            cost += kilobits * kilobits;
        }
        m_untried = count < m_candidates.size();
        m_candidates.resize(count);
    }

    void describeKey(const Jwk& key)
    {
        m_result.keyId = key.kid.isEmpty() ? m_result.keyId : key.kid;
        m_result.keyHasId = !key.kid.isEmpty();
        m_result.keyIssuer = key.issuer;
        m_result.keyBits = key.bits;
        m_result.thumbprint = QString::fromLatin1(key.thumbprint());
    }

    void tryKeys()
    {
        const QByteArrayView message =
            QByteArrayView(m_token.compact).first(m_token.payload.offset + m_token.payload.text.size());
        if (tryOver(message)) {
            m_result.status = SignatureStatus::Valid;
            return;
        }
        const QByteArray rewritten = graphMessage();
        if (!rewritten.isEmpty() && tryOver(rewritten)) {
            answer(SignatureStatus::Valid, "graph-nonce",
                   tr("The signature holds once the header's nonce is replaced by its hash, as Microsoft's own APIs do "
                      "it."));
            return;
        }
        if (m_untried) {
            answer(SignatureStatus::Unchecked, "keys-unavailable",
                   tr("Too many keys of the set could be the token's: not all of them were tried."));
            return;
        }
        describeKey(*m_candidates.first());
        const bool cut = std::all_of(m_candidates.begin(), m_candidates.end(), [this](const Jwk* key) {
            return m_token.signature.bytes.size() < key->material().signatureSize(*m_algorithm);
        });
        if (cut) {
            refuse("truncated", tr("The signature has %1 bytes; this key's have %2.")
                                    .arg(m_token.signature.bytes.size())
                                    .arg(m_candidates.first()->material().signatureSize(*m_algorithm)));
            return;
        }
        refuse("bad",
               tr("The signature does not fit the token: it was changed after signing, or signed by another key."));
    }

    bool tryOver(QByteArrayView message)
    {
        for (const Jwk* key : std::as_const(m_candidates)) {
            if (key->material().verify(*m_algorithm, message, m_token.signature.bytes)) {
                describeKey(*key);
                return true;
            }
        }
        return false;
    }

    // Entra signs a header in which `nonce` is base64url(SHA-256(nonce)) and delivers it with the value itself.
    [[nodiscard]] QByteArray graphMessage() const
    {
        const Value* nonce = m_token.headerParameter(u"nonce");
        if (!nonce || !nonce->isString()) {
            return {};
        }
        const QByteArray hash = QCryptographicHash::hash(nonce->text().toUtf8(), QCryptographicHash::Sha256);
        QByteArray header = m_token.header.bytes;
        header.replace(nonce->offset(), nonce->length(), '"' + base64url::encode(hash) + '"');
        return base64url::encode(header) + '.' + m_token.payload.text;
    }

    const Jwt& m_token;
    const JwkSet& m_keys;
    const Algorithm* m_algorithm = nullptr;
    QList<const Jwk*> m_candidates;
    bool m_untried = false;
    Verification m_result;
};

} // namespace

Verification verify(const Jwt& token, const JwkSet& keys)
{
    return Verifier(token, keys).run();
}

bool verifySignature(const Algorithm& algorithm, const Jwk& key, QByteArrayView message, QByteArrayView signature)
{
    return key.permits(algorithm) && key.material().verify(algorithm, message, signature);
}

} // namespace assayer::jose
