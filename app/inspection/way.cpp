// SPDX-License-Identifier: Apache-2.0
#include "inspection/way.h"

#include "entra/cloud.h"
#include "inspection/answerwords.h"
#include "inspection/phrases.h"
#include "inspection/signaturemask.h"
#include "inspection/waywords.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

using checks::CheckId;
using checks::Status;

/// These are the token's own affair; the others are whether the API and it fit together.
constexpr std::array tokenChecks{CheckId::Kind, CheckId::Signature, CheckId::Lifetime};
constexpr std::array apiChecks{CheckId::Audience, CheckId::Issuer, CheckId::Roles,
                               CheckId::Client,   CheckId::Tenant, CheckId::Version};

QString briefly(const QString& text)
{
    constexpr qsizetype longest = 60;
    const QString visible = shown(text);
    return visible.size() <= longest ? visible : visible.left(longest - 1) + u'…';
}

QString briefId(const QString& id)
{
    return entra::isGuid(id) ? id.left(4) + u'…' + id.right(4) : briefly(id);
}

/// What fails, and what the API's middleware refuses though it is genuine.
bool isRefusedFor(const checks::Result& result, const Inspection& inspection)
{
    if (result.status != Status::Warning) {
        return result.status == Status::Fail;
    }
    const auto answer = answerOf(result, inspection);
    return answer && answer->unless.isEmpty();
}

template <typename Checks> QList<CheckId> failing(const Inspection& inspection, const Checks& ids)
{
    QList<CheckId> found;
    for (const CheckId id : ids) {
        const checks::Result* result = inspection.checklist.find(id);
        if (result && isRefusedFor(*result, inspection)) {
            found += id;
        }
    }
    return found;
}

QString titleOf(CheckId id, const Inspection& inspection)
{
    const checks::Result* result = inspection.checklist.find(id);
    return result ? wordsFor(*result, inspection).title.toLower() : QString();
}

QString titlesOf(const QList<CheckId>& ids, const Inspection& inspection)
{
    QStringList titles;
    for (const CheckId id : ids) {
        titles += titleOf(id, inspection);
    }
    return titles.join(QStringLiteral(", "));
}

/// One inspection, station by station.
class Road {
public:
    Road(const Inspection& inspection, const checks::ApiAnswer* answer)
        : m_inspection(inspection)
        , m_answer(answer)
    {
    }

    [[nodiscard]] Way make()
    {
        Way way;
        for (Station station : {client(), authority(), token(), api()}) {
            // An API that answered was reached, whatever broke before.
            const bool answered = station.id == StationId::Api && m_answer && !m_answer->findings.isEmpty();
            if (m_broken && !answered) {
                station.state = WayState::NotReached;
                station.check.reset();
                station.passage.clear();
            }
            m_broken = m_broken || station.state == WayState::Broken;
            station.title = station.title.isEmpty() ? kindOf(station.id) : station.title;
            way.stations += mask(station);
        }
        way.text = inWords(way);
        return way;
    }

private:
    [[nodiscard]] bool wasAsked() const
    {
        return std::ranges::any_of(m_inspection.exchanges,
                                   [](const auto& each) { return each.purpose == http::Purpose::Token; });
    }
    [[nodiscard]] bool isBrought() const
    {
        return (m_inspection.token && !wasAsked() && !m_inspection.grant) || holdsNoToken();
    }
    /// What was brought is something else.
    [[nodiscard]] bool holdsNoToken() const { return isFailure() && m_inspection.failure->code == u"no-token"; }
    [[nodiscard]] bool isFailure() const { return m_inspection.failure.has_value(); }

    [[nodiscard]] Station client() const
    {
        Station station{StationId::Client, WayState::Unknown, {}, {}, {}, {}};
        const auto& profile = m_inspection.profile;
        if (isBrought()) {
            const QString id = m_inspection.token ? clientOf(*m_inspection.token) : QString();
            station.line = id.isEmpty() ? said("a token that was brought") : briefId(id);
            station.whole = id;
            return station;
        }
        if (profile) {
            const qsizetype arrow = profile->name.lastIndexOf(u'→');
            station.title = briefly((arrow < 0 ? profile->name : profile->name.left(arrow)).trimmed());
            station.whole = m_inspection.request ? m_inspection.request->clientId : profile->clientId;
            station.line = briefId(station.whole);
        }
        if (wasAsked() || m_inspection.refusal || m_inspection.token) {
            station.state = WayState::Passed;
        } else if (isFailure() && m_inspection.exchanges.isEmpty()) {
            station.state = wasCancelled(m_inspection) ? WayState::Unknown : WayState::Broken;
            station.line = briefly(headlineOf(m_inspection.failure->sentence));
        }
        return station;
    }

    static QString clientOf(const jose::Jwt& token)
    {
        for (const auto name : {u"azp", u"appid", u"client_id", u"cid"}) {
            if (const QString id = token.claimText(name); !id.isEmpty()) {
                return id;
            }
        }
        return {};
    }

    [[nodiscard]] Station authority() const
    {
        Station station{StationId::Authority, WayState::Unknown, authorityName(), authorityKind(), {}, {}};
        station.whole = askedText();
        if (m_inspection.refusal) {
            const auto& refusal = *m_inspection.refusal;
            station.state = WayState::Broken;
            station.passage = said("asked");
            station.line = refusal.code ? said("refused: AADSTS%1").arg(*refusal.code)
                                        : said("refused: %1").arg(refusalName(refusal));
        } else if (isFailure() && !m_inspection.token && !m_inspection.exchanges.isEmpty()) {
            station.state = wasCancelled(m_inspection) ? WayState::Unknown : WayState::Broken;
            station.passage = wasAsked() ? said("asked") : QString();
            station.line = withoutName(headlineOf(m_inspection.failure->sentence), station.title);
        } else if (m_inspection.token && !isBrought()) {
            station.state = WayState::Passed;
            station.passage = said("asked");
        } else if (isBrought() && m_inspection.verification.status == jose::SignatureStatus::Valid) {
            station.state = WayState::Passed;
            station.line = said("its key signed it");
        }
        return station;
    }

    /// «cannot be reached» at the station that is called by its host.
    static QString withoutName(const QString& headline, const QString& name)
    {
        return briefly(!name.isEmpty() && headline.startsWith(name + u' ') ? headline.mid(name.size() + 1) : headline);
    }

    static QString refusalName(const oauth::AuthorityError& refusal)
    {
        if (!refusal.error.isEmpty()) {
            return briefly(refusal.error);
        }
        return refusal.httpStatus > 0 ? said("status %1").arg(refusal.httpStatus) : briefly(refusal.shape);
    }

    /// Not what the form says by now: it may have been edited since. Null for a token that was brought.
    [[nodiscard]] const profile::Authority* askedAuthority() const
    {
        if (isBrought()) {
            return nullptr;
        }
        return m_inspection.asked     ? &*m_inspection.asked
               : m_inspection.profile ? &m_inspection.profile->authority
                                      : nullptr;
    }

    /// The tenant or issuer that was asked, or that signed what was brought, as it is written.
    [[nodiscard]] QString askedText() const
    {
        const profile::Authority* asked = askedAuthority();
        if (!asked) {
            return m_inspection.token ? m_inspection.token->claimText(u"iss") : QString();
        }
        if (asked->kind == profile::AuthorityKind::Issuer) {
            return asked->issuer;
        }
        const QUrl url = m_inspection.request ? m_inspection.request->url : QUrl();
        return url.isEmpty() ? asked->tenant : url.path().section(u'/', 1, 1);
    }

    /// A tenant that is known by its number alone is called by where it is.
    [[nodiscard]] QString authorityName() const
    {
        const profile::Authority* asked = askedAuthority();
        const QString text = askedText();
        if (!asked || asked->kind == profile::AuthorityKind::Issuer) {
            return briefly(QUrl(text).host());
        }
        if (asked->kind == profile::AuthorityKind::Practice) {
            return said("Practice tenant");
        }
        return entra::isGuid(text) ? directoryOf(*asked) : briefly(text);
    }

    static QString directoryOf(const profile::Authority& authority)
    {
        return authority.cloud == u"public" ? said("Entra ID") : said("Entra ID, %1").arg(cloudName(authority.cloud));
    }

    [[nodiscard]] QString authorityKind() const
    {
        const profile::Authority* asked = askedAuthority();
        if (!asked) {
            return {};
        }
        if (asked->kind == profile::AuthorityKind::Issuer) {
            return said("authority by its issuer");
        }
        const QString version =
            asked->version == profile::EndpointVersion::V1 ? QStringLiteral("v1") : QStringLiteral("v2.0");
        const QString text = askedText();
        const bool named = asked->kind == profile::AuthorityKind::Entra && !entra::isGuid(text);
        return said("%1, %2").arg(named ? directoryOf(*asked) : briefId(text), version);
    }

    [[nodiscard]] Station token() const
    {
        Station station{StationId::Token, WayState::Unknown, {}, {}, {}, {}};
        if (!m_inspection.token) {
            station.line = holdsNoToken() ? briefly(headlineOf(m_inspection.failure->sentence)) : said("none yet");
            station.state = holdsNoToken() ? WayState::Broken : WayState::Unknown;
            return station;
        }
        auto failed = failing(m_inspection, tokenChecks);
        if (stopsAtApi()) {
            failed.removeAll(CheckId::Kind);
        }
        station.line = tokenLine();
        if (!failed.isEmpty()) {
            station.state = WayState::Broken;
            station.check = decisiveOf(failed);
            station.passage = titlesOf(failed, m_inspection);
            station.line = summaryOf(*station.check);
        } else {
            const bool verified = m_inspection.verification.status == jose::SignatureStatus::Valid;
            station.state = verified ? WayState::Passed : WayState::Unknown;
            station.passage = verified ? said("signed") : said("signature not checked");
        }
        return station;
    }

    /// Then what kind of token it is, is a fault in the API's eyes, and not the first.
    [[nodiscard]] bool stopsAtApi() const
    {
        const auto& decisive = m_inspection.checklist.decisive;
        return decisive && std::ranges::find(apiChecks, *decisive) != apiChecks.end();
    }

    [[nodiscard]] QString tokenLine() const
    {
        const jose::Jwt& token = *m_inspection.token;
        if (!token.isReadable()) {
            return said("cannot be read");
        }
        const QString version = token.claimText(u"ver");
        const qsizetype roles = token.claimList(u"roles").size();
        const QString count = roles == 0 ? said("no roles") : roles == 1 ? said("1 role") : said("%1 roles").arg(roles);
        return version.isEmpty() ? count : said("v%1, %2").arg(briefly(version), count);
    }

    [[nodiscard]] Station api() const
    {
        Station station{StationId::Api, WayState::Unknown, atSentenceStart(apiName(m_inspection)), expected(), {}, {}};
        station.whole = m_inspection.expectations.audiences.join(QStringLiteral(", "));
        if (!m_inspection.token) {
            return station;
        }
        auto failed = failing(m_inspection, apiChecks);
        if (stopsAtApi()) {
            failed += failing(m_inspection, std::array{CheckId::Kind});
        }
        if (m_answer && !m_answer->findings.isEmpty()) {
            station.line = said("answered: %1").arg(briefly(m_answer->findings.first().words));
            if (isRefused(m_inspection, *m_answer)) {
                station.state = WayState::Broken;
                station.passage = said("refused");
            }
        }
        if (!failed.isEmpty()) {
            station.state = WayState::Broken;
            station.check = decisiveOf(failed);
            station.passage = titlesOf(failed, m_inspection);
        } else if (station.state != WayState::Broken && isAccepted()) {
            station.state = WayState::Passed;
            station.passage = said("fits");
        }
        return station;
    }

    /// Passes: what the API decides by was checked, and holds.
    [[nodiscard]] bool isAccepted() const
    {
        const checks::Result* audience = m_inspection.checklist.find(CheckId::Audience);
        return audience && (audience->status == Status::Pass || audience->status == Status::Warning);
    }

    [[nodiscard]] QString expected() const
    {
        const QStringList& audiences = m_inspection.expectations.audiences;
        if (audiences.isEmpty()) {
            return said("nothing expected yet");
        }
        return audiences.size() == 1
                   ? said("expects %1").arg(briefly(audiences.first()))
                   : said("expects %1 and %2 more").arg(briefly(audiences.first())).arg(audiences.size() - 1);
    }

    [[nodiscard]] CheckId decisiveOf(const QList<CheckId>& failed) const
    {
        const auto& decisive = m_inspection.checklist.decisive;
        return decisive && failed.contains(*decisive) ? *decisive : failed.first();
    }

    [[nodiscard]] QString summaryOf(CheckId id) const
    {
        return briefly(wordsFor(*m_inspection.checklist.find(id), m_inspection).summary);
    }

    [[nodiscard]] Station mask(Station station) const
    {
        const SignatureMask masked(m_inspection.token);
        station.title = masked(station.title);
        station.line = masked(station.line);
        station.whole = masked(shown(station.whole));
        return station;
    }

    const Inspection& m_inspection;
    const checks::ApiAnswer* m_answer;
    bool m_broken = false;
};

} // namespace

Way wayOf(const Inspection& inspection, const checks::ApiAnswer* answer)
{
    return Road(inspection, answer).make();
}

} // namespace assayer::inspection
