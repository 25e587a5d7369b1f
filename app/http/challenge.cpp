// SPDX-License-Identifier: Apache-2.0
#include "challenge.h"

#include <algorithm>

namespace assayer::http {

namespace {

bool isTokenCharacter(QChar c)
{
    static const QString punctuation = QStringLiteral("!#$%&'*+-.^_`|~");
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || punctuation.contains(c);
}

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r' || c == u'\n';
}

/// Reads one header value from left to right.
class Scanner {
public:
    explicit Scanner(QStringView text)
        : m_text(text)
    {
    }

    QList<Challenge> scan()
    {
        while (skipSeparators()) {
            const qsizetype begin = m_at;
            const QStringView word = token();
            if (word.isEmpty()) {
                addText(rest(begin));
            } else if (isAssignment()) {
                addParameter(word);
            } else if (isSchemeAhead()) {
                m_found.append(Challenge{word.toString(), {}, {}});
            } else {
                addText(rest(begin));
            }
        }
        return m_found;
    }

private:
    bool skipSeparators()
    {
        while (m_at < m_text.size() && (isSpace(m_text[m_at]) || m_text[m_at] == u',')) {
            ++m_at;
        }
        return m_at < m_text.size();
    }

    void skipSpaces()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) {
            ++m_at;
        }
    }

    QStringView token()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && isTokenCharacter(m_text[m_at])) {
            ++m_at;
        }
        return m_text.sliced(begin, m_at - begin);
    }

    /// A single «=»; two or one at the end are a token68's padding.
    bool isAssignment()
    {
        const qsizetype back = m_at;
        skipSpaces();
        const bool assigns =
            m_at + 1 < m_text.size() && m_text[m_at] == u'=' && m_text[m_at + 1] != u'=' && m_text[m_at + 1] != u',';
        if (!assigns) {
            m_at = back;
        }
        return assigns;
    }

    /// Behind a scheme stands nothing, a comma, or «name =»; behind a sentence's word stands another word.
    bool isSchemeAhead()
    {
        const qsizetype back = m_at;
        skipSpaces();
        bool scheme = m_at == m_text.size() || m_text[m_at] == u',';
        const bool spaced = m_at > back;
        if (!scheme && spaced) {
            scheme = !token().isEmpty() && isAssignment();
        }
        m_at = back;
        return scheme;
    }

    void addParameter(QStringView name)
    {
        ++m_at; // the «=»
        skipSpaces();
        if (m_found.isEmpty()) {
            m_found.append(Challenge{});
        }
        m_found.last().parameters.append({name.toString(), value()});
    }

    QString value()
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            return quoted();
        }
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && m_text[m_at] != u',' && !isSpace(m_text[m_at])) {
            ++m_at;
        }
        return m_text.sliced(begin, m_at - begin).toString();
    }

    QString quoted()
    {
        QString read;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == u'"') {
                ++m_at;
                break;
            }
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size()) {
                ++m_at;
            }
            read.append(m_text[m_at]);
        }
        return read;
    }

    /// Everything up to the line's end: a sentence may hold commas.
    QString rest(qsizetype begin)
    {
        while (m_at < m_text.size() && m_text[m_at] != u'\n') {
            ++m_at;
        }
        return m_text.sliced(begin, m_at - begin).trimmed().toString();
    }

    void addText(const QString& text)
    {
        if (m_found.isEmpty() || !m_found.last().text.isEmpty()) {
            m_found.append(Challenge{});
        }
        m_found.last().text = text;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QList<Challenge> m_found;
};

} // namespace

QString Challenge::parameter(QStringView name) const
{
    for (const Parameter& candidate : parameters) {
        if (candidate.name.compare(name, Qt::CaseInsensitive) == 0) {
            return candidate.value;
        }
    }
    return {};
}

bool Challenge::has(QStringView name) const
{
    return std::any_of(parameters.cbegin(), parameters.cend(), [name](const Parameter& candidate) {
        return candidate.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

QList<Challenge> parseChallenges(const QString& headerValue)
{
    return Scanner(headerValue).scan();
}

} // namespace assayer::http
