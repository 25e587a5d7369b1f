// SPDX-License-Identifier: Apache-2.0
#include "oauth/answershape.h"

#include "support/visibletext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace assayer::oauth {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// The first bytes are enough to tell what kind of answer it is, and to find a page's title.
constexpr qsizetype examined = 16 * 1024;

bool isWebPage(const QString& contentType, QByteArrayView start)
{
    const QByteArray lower = start.first(std::min<qsizetype>(start.size(), 512)).toByteArray().toLower();
    const QString type = contentType.section(u';', 0, 0).trimmed().toLower();
    return type == u"text/html" || type == u"application/xhtml+xml" || lower.contains("<!doctype html") ||
           lower.contains("<html");
}

QString titleOf(QByteArrayView start)
{
    const QByteArray text = start.toByteArray();
    const QByteArray lower = text.toLower();
    const qsizetype tag = lower.indexOf("<title");
    const qsizetype open = tag < 0 ? -1 : lower.indexOf('>', tag);
    const qsizetype close = open < 0 ? -1 : lower.indexOf("</title", open);
    if (close < 0) {
        return {};
    }
    const QByteArray title = text.sliced(open + 1, close - open - 1);
    return support::visibleText(QString::fromUtf8(title).simplified().left(120));
}

void describeWebPage(QByteArrayView start, AuthorityError& error)
{
    error.shape = QStringLiteral("html");
    const QString title = titleOf(start);
    const QString sentence =
        title.isEmpty()
            ? Text::tr("The answer (status %1) is a web page, not a token response: a proxy, a sign-in page, "
                       "or the wrong URL.")
                  .arg(error.httpStatus)
            : Text::tr("The answer (status %1) is a web page, «%2», not a token response: a proxy, a sign-in "
                       "page, or the wrong URL.")
                  .arg(QString::number(error.httpStatus), title);
    error.sentence = sentence;
}

void describeEmpty(AuthorityError& error)
{
    error.shape = QStringLiteral("empty-body");
    if (error.httpStatus == 429) {
        error.sentence = Text::tr("The authority asks to wait (status 429) and says nothing else.");
    } else if (error.httpStatus >= 500) {
        error.sentence = Text::tr("The authority, or a proxy before it, failed (status %1) and says nothing else.")
                             .arg(error.httpStatus);
    } else if (error.httpStatus >= 400) {
        error.sentence =
            Text::tr("The authority refuses (status %1) and does not say why; some answer a wrong secret so.")
                .arg(error.httpStatus);
    } else {
        error.sentence = Text::tr("The answer (status %1) is empty: there is no token in it.").arg(error.httpStatus);
    }
}

/// HTTP-date (RFC 9110 §5.6.7) in its three forms.
QDateTime httpDate(const QString& value)
{
    static const QStringList formats{QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
                                     QStringLiteral("dddd, dd-MMM-yy HH:mm:ss 'GMT'"),
                                     QStringLiteral("ddd MMM d HH:mm:ss yyyy")};
    for (const QString& format : formats) {
        QDateTime date = QLocale::c().toDateTime(value.simplified(), format);
        if (date.isValid()) {
            // Two digits of a year mean this century as long as that is not far ahead.
            if (format.contains(u"-yy ") && date.date().year() < 1970) {
                date = date.addYears(100);
            }
            date.setTimeSpec(Qt::UTC);
            return date;
        }
    }
    return {};
}

} // namespace

void describeUnreadable(const QString& contentType, QByteArrayView body, const support::json::Problem& problem,
                        AuthorityError& error)
{
    const QByteArrayView trimmed = body.trimmed();
    const QByteArrayView start = trimmed.first(std::min(trimmed.size(), examined));
    if (trimmed.isEmpty()) {
        describeEmpty(error);
    } else if (isWebPage(contentType, start)) {
        describeWebPage(start, error);
    } else if (start.startsWith('{') || start.startsWith('[')) {
        error.shape = QStringLiteral("not-json");
        error.sentence = Text::tr("The answer (status %1) is damaged JSON: %2")
                             .arg(QString::number(error.httpStatus), problem.sentence);
    } else {
        error.shape = QStringLiteral("not-json");
        error.sentence = Text::tr("The answer (status %1) is not JSON, as a token response is.").arg(error.httpStatus);
    }
}

std::optional<qint64> secondsOfRetryAfter(const QString& value, qint64 now)
{
    const QString text = value.trimmed();
    const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!text.isEmpty() && digits && text.size() <= 9) {
        return text.toLongLong();
    }
    const QDateTime date = now > 0 && text.size() <= 64 ? httpDate(text) : QDateTime();
    if (!date.isValid()) {
        return {};
    }
    return std::max<qint64>(0, date.toSecsSinceEpoch() - now);
}

} // namespace assayer::oauth
