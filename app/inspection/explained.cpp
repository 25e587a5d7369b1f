// SPDX-License-Identifier: Apache-2.0
#include "inspection/explained.h"

#include "entra/errorcode.h"
#include "inspection/b2cerrors.h"
#include "inspection/httptext.h"
#include "inspection/phrases.h"
#include "inspection/signaturemask.h"
#include "support/visibletext.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace assayer::inspection {

namespace {

using oauth::AuthorityError;

constexpr qsizetype examined = 64 * 1024;

/// The numbers in a text; the main one is the first that is not the wrapper 70002 (facts: errors.json).
std::optional<qint64> codeIn(const QString& text)
{
    static const QRegularExpression number(
        QStringLiteral("(?:AADSTS|login\\.microsoftonline\\.(?:com|us)/error\\?code=)\\s?([0-9]{3,12})(?![0-9])"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qint64 wrapper = 70002;
    std::optional<qint64> main;
    for (auto matches = number.globalMatch(text); matches.hasNext();) {
        const qint64 code = matches.next().captured(1).toLongLong();
        if (!main || *main == wrapper) {
            main = code;
        }
    }
    return main;
}

/// The number alone, with or without its prefix. Three digits are an HTTP status.
std::optional<qint64> bareCode(const QString& text)
{
    static const QRegularExpression pattern(
        QRegularExpression::anchoredPattern(QStringLiteral("(?:AADSTS\\s?([0-9]{3,12})|([0-9]{4,12}))[:.]?")),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype longest = 40;
    const auto match = text.size() <= longest ? pattern.match(text) : QRegularExpressionMatch();
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return (match.captured(1).isEmpty() ? match.captured(2) : match.captured(1)).toLongLong();
}

/// An OAuth error in a text that is no JSON: in an address, as a word of a log, or alone.
QString errorNameIn(const QString& text)
{
    static const QRegularExpression word(
        QStringLiteral("(?<![a-z_])[a-z]{4,14}_[a-z]{3,12}(?:_[a-z]{3,12})?(?![a-z_])"));
    for (auto matches = word.globalMatch(text); matches.hasNext();) {
        const QString name = matches.next().captured();
        if (isKnownError(name)) {
            return name;
        }
    }
    return {};
}

bool isWebPage(const QString& body)
{
    const QString start = body.left(512).toLower();
    return start.contains(QLatin1String("<!doctype html")) || start.contains(QLatin1String("<html"));
}

/// Gateways put it there: «502 Bad Gateway».
std::optional<int> statusOfTitle(const QString& page)
{
    static const QRegularExpression title(QStringLiteral("<title[^>]{0,80}>\\s{0,20}([45][0-9]{2})\\b"),
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = title.match(page);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

/// A compact token alone, or an answer that holds one.
bool isToken(const QString& body)
{
    static const QRegularExpression compact(
        QRegularExpression::anchoredPattern(QStringLiteral("(?:Bearer\\s+)?ey[\\w-]++(?:\\.[\\w-]*+){1,4}")),
        QRegularExpression::CaseInsensitiveOption);
    return compact.match(body).hasMatch() ||
           (body.startsWith(u'{') && body.contains(QLatin1String("\"access_token\"")) &&
            !body.contains(QLatin1String("\"error\"")));
}

/// One text on its way to an explanation.
class Reading {
public:
    Reading(const QString& text, const Inspection* inspection, qint64 now)
        : m_text(text.left(examined).trimmed())
        , m_http(httpTextOf(m_text))
        , m_inspection(inspection)
        , m_now(now)
    {
        if (!m_http.status && isWebPage(m_http.body)) {
            m_http.status = statusOfTitle(m_http.body);
        }
    }

    [[nodiscard]] ExplainedAnswer make()
    {
        m_made.status = m_http.status;
        if (!readCode() && !readToken() && !readAuthority() && !readApi() && !readShape()) {
            m_made.kind = AnswerKind::Nothing;
            m_made.explanation.sentence = unknownSentence();
        }
        m_made.words = m_made.kind == AnswerKind::Token ? QString() : words();
        return std::move(m_made);
    }

private:
    bool readCode()
    {
        const auto code = bareCode(m_text);
        if (!code) {
            return false;
        }
        AuthorityError refusal;
        refusal.code = code;
        adopt(AnswerKind::Code, refusal);
        const entra::ErrorCode* known = entra::errorCode(*code);
        m_made.explanation.sentence = known ? said("AADSTS%1: %2").arg(QString::number(*code), known->name)
                                            : said("AADSTS%1 is not in the table of known numbers.").arg(*code);
        if (!known) {
            m_made.explanation.why =
                said("What it means cannot be said from the number alone; the word behind «error» in "
                     "the whole answer classes it.");
            m_made.explanation.field.clear();
        }
        return true;
    }

    bool readToken()
    {
        if (!isToken(m_http.body)) {
            return false;
        }
        m_made.kind = AnswerKind::Token;
        m_made.explanation.sentence = said("This is a token, not a refusal.");
        m_made.explanation.steps = {said("Take it apart with «assayer-cli inspect», or in the window.")};
        return true;
    }

    /// An answer of a token endpoint: it has an AADSTS number, or an OAuth error in JSON, or in an address.
    bool readAuthority()
    {
        const auto code = codeIn(m_text);
        const bool json = m_http.body.startsWith(u'{');
        if (json) {
            const auto response =
                oauth::parseTokenResponse(statusForParsing(), {}, m_http.body.toUtf8(), m_http.retryAfter, m_now);
            const auto* refusal = std::get_if<AuthorityError>(&response);
            if (refusal && !refusal->error.isEmpty() && refusal->shape.isEmpty()) {
                return adopt(AnswerKind::Authority, withStatus(*refusal));
            }
        }
        const bool b2c = b2cErrorIn(m_text) != nullptr;
        if (!code && !isErrorAddress() && !b2c) {
            return false;
        }
        AuthorityError refusal;
        refusal.code = code;
        refusal.description = b2c ? m_text : QString();
        refusal.error = errorNameIn(m_text);
        refusal.retryAfterSeconds = retryAfter();
        return adopt(AnswerKind::Authority, withStatus(refusal));
    }

    [[nodiscard]] bool isErrorAddress() const
    {
        static const QRegularExpression pattern(QStringLiteral("(?:^|[?&#])error=[a-z_]{4,40}(?:&|$|\\s)"));
        return pattern.match(m_text).hasMatch();
    }

    bool readApi()
    {
        if (isBusy()) {
            return false;
        }
        const checks::ApiAnswer answer = checks::readApiAnswer(m_text);
        m_made.api = wordsFor(answer, m_inspection);
        const bool statusAlone = std::ranges::all_of(answer.findings, [](const checks::ApiAnswer::Finding& finding) {
            return finding.id.startsWith(QLatin1String("status-"));
        });
        // A page with a status is a gateway's or a firewall's: an API's middleware writes none.
        if (!m_made.api.recognised || (statusAlone && isWebPage(m_http.body))) {
            m_made.api = {};
            return false;
        }
        m_made.kind = AnswerKind::Api;
        m_made.explanation.sentence = m_made.api.sentence;
        return true;
    }

    /// What is no error in any protocol: a page, nothing, a gateway's status; or an OAuth error's name in a line.
    bool readShape()
    {
        const QString error = isWebPage(m_http.body) ? QString() : errorNameIn(m_text);
        if (!error.isEmpty()) {
            AuthorityError refusal;
            refusal.error = error;
            refusal.retryAfterSeconds = retryAfter();
            return adopt(AnswerKind::Authority, withStatus(refusal));
        }
        const bool structured = isWebPage(m_http.body) || m_http.body.startsWith(u'{');
        if (!m_text.isEmpty() && !m_http.status && !structured && m_http.retryAfter.isEmpty()) {
            return false;
        }
        const auto response = oauth::parseTokenResponse(statusForParsing(), m_http.contentType, m_http.body.toUtf8(),
                                                        m_http.retryAfter, m_now);
        const auto* refusal = std::get_if<AuthorityError>(&response);
        return refusal && adopt(AnswerKind::Authority, withStatus(*refusal));
    }

    [[nodiscard]] bool isBusy() const { return m_http.status && (*m_http.status == 429 || *m_http.status >= 500); }
    [[nodiscard]] int statusForParsing() const { return m_http.status.value_or(0); }
    [[nodiscard]] std::optional<qint64> retryAfter() const
    {
        const auto response = oauth::parseTokenResponse(503, {}, {}, m_http.retryAfter, m_now);
        const auto* refusal = std::get_if<AuthorityError>(&response);
        return refusal ? refusal->retryAfterSeconds : std::nullopt;
    }

    [[nodiscard]] AuthorityError withStatus(AuthorityError refusal) const
    {
        refusal.httpStatus = statusForParsing();
        // Where nobody told the status, none is said.
        refusal.sentence.remove(QLatin1String(" (status 0)"));
        return refusal;
    }

    bool adopt(AnswerKind kind, const AuthorityError& refusal)
    {
        Inspection inspection;
        inspection.refusal = refusal;
        if (m_inspection) {
            inspection.profile = m_inspection->profile;
        }
        m_made.kind = kind;
        m_made.explanation = explain(inspection);
        m_made.code = refusal.code;
        m_made.error = refusal.error;
        const entra::ErrorCode* known = refusal.code ? entra::errorCode(*refusal.code) : nullptr;
        m_made.codeName = known ? known->name : QString();
        return true;
    }

    /// A number of a family that is known, though not itself.
    [[nodiscard]] QString unknownSentence() const
    {
        struct Family {
            const char* pattern;
            const char* words;
        };
        static constexpr std::array families{
            Family{"\\bIDX[0-9]{5}\\b",
                   QT_TRANSLATE_NOOP("assayer", "%1 is a number of .NET's token validation that is "
                                                "not known here; the text beside it says more.")},
            Family{"\\bIDW[0-9]{5}\\b",
                   QT_TRANSLATE_NOOP("assayer", "%1 is a number of Microsoft.Identity.Web that is not "
                                                "known here; the text beside it says more.")},
            Family{"\\bAADB2C[0-9]{5}\\b",
                   QT_TRANSLATE_NOOP("assayer", "%1 is a number of Azure AD B2C that is not known "
                                                "here; the text beside it says more.")},
        };
        for (const Family& family : families) {
            const auto match = QRegularExpression(QLatin1String(family.pattern)).match(m_text);
            if (match.hasMatch()) {
                return said(family.words).arg(match.captured());
            }
        }
        return said("Nothing in it is known: neither an AADSTS number, an OAuth error, a challenge, nor a middleware's "
                    "message.");
    }

    [[nodiscard]] QString words() const
    {
        constexpr qsizetype longest = 2000;
        const SignatureMask mask(m_inspection ? m_inspection->token : std::nullopt);
        const QString masked = mask(QString::fromUtf8(oauth::maskTokens(withoutSecretHeaders(m_text).toUtf8())));
        return support::visibleText(masked.left(longest)) + (masked.size() > longest ? QStringLiteral("…") : QString());
    }

    QString m_text;
    HttpText m_http;
    const Inspection* m_inspection;
    qint64 m_now;
    ExplainedAnswer m_made;
};

} // namespace

QString toName(AnswerKind kind)
{
    switch (kind) {
    case AnswerKind::Code:
        return QStringLiteral("code");
    case AnswerKind::Authority:
        return QStringLiteral("authority");
    case AnswerKind::Api:
        return QStringLiteral("api");
    case AnswerKind::Token:
        return QStringLiteral("token");
    case AnswerKind::Nothing:
        break;
    }
    return QStringLiteral("nothing");
}

ExplainedAnswer explainAnswer(const QString& text, const Inspection* inspection, qint64 now)
{
    return Reading(text, inspection, now).make();
}

} // namespace assayer::inspection
