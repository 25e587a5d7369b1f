// SPDX-License-Identifier: Apache-2.0
#include "cli/checkreport.h"
#include "inspection/words.h"
#include "support/visibletext.h"

#include <QXmlStreamWriter>

namespace assayer::cli {
namespace {

using checks::Status;

QString seconds(qint64 milliseconds)
{
    return QString::number(double(milliseconds) / 1000, 'f', 3);
}

/// XML 1.0 has no way to write most control characters.
QString safe(const QString& text)
{
    return support::visibleText(text);
}

class Writer {
public:
    explicit Writer(QByteArray* text)
        : m_xml(text)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(2);
    }

    void write(const QList<Checked>& checked)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("testsuites"));
        m_xml.writeAttribute(QStringLiteral("name"), QStringLiteral("assayer-cli"));
        for (const Checked& one : checked) {
            suite(one);
        }
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
    }

private:
    void suite(const Checked& one)
    {
        const auto& results = one.inspection.checklist.results;
        const bool token = one.inspection.token.has_value();
        qsizetype failures = 0;
        qsizetype skipped = 0;
        for (const checks::Result& result : results) {
            failures += result.status == Status::Fail ? 1 : 0;
            skipped += result.status == Status::Unchecked ? 1 : 0;
        }
        m_xml.writeStartElement(QStringLiteral("testsuite"));
        attribute("name", shownName(one));
        attribute("tests", QString::number(token ? results.size() : 1));
        attribute("failures", QString::number(token ? failures : 0));
        attribute("errors", QString::number(token ? 0 : 1));
        attribute("skipped", QString::number(token ? skipped : 0));
        attribute("time", seconds(one.milliseconds));
        if (!token) {
            noToken(one);
        } else {
            for (const checks::Result& result : results) {
                check(one, result);
            }
        }
        m_xml.writeEndElement();
    }

    void startCase(const Checked& one, const QString& name)
    {
        m_xml.writeStartElement(QStringLiteral("testcase"));
        attribute("classname", one.path.isEmpty() ? shownName(one) : safe(one.path));
        attribute("name", name);
        attribute("time", QStringLiteral("0"));
    }

    void noToken(const Checked& one)
    {
        const auto explanation = inspection::explain(one.inspection);
        startCase(one, QStringLiteral("token"));
        m_xml.writeStartElement(QStringLiteral("error"));
        attribute("type", QStringLiteral("token.") + reasonOf(one.inspection));
        attribute("message", safe(explanation.sentence));
        const QStringList said{safe(explanation.why), authoritysWords(one.inspection)};
        m_xml.writeCharacters(said.join(u'\n').trimmed());
        m_xml.writeEndElement();
        m_xml.writeEndElement();
    }

    void check(const Checked& one, const checks::Result& result)
    {
        startCase(one, checks::toName(result.id));
        if (result.status != Status::Pass) {
            const auto words = inspection::wordsFor(result, one.inspection);
            const QString fix = words.fixes.isEmpty() ? QString() : words.fixes.first().text;
            if (result.status == Status::Warning) {
                m_xml.writeTextElement(QStringLiteral("system-out"),
                                       result.cause + QLatin1String(": ") + safe(words.summary + u' ' + words.why));
            } else {
                const bool failed = result.status == Status::Fail;
                m_xml.writeStartElement(failed ? QStringLiteral("failure") : QStringLiteral("skipped"));
                if (failed) {
                    attribute("type", result.cause);
                }
                attribute("message", safe(words.summary));
                if (failed) {
                    m_xml.writeCharacters(safe(words.why + u' ' + fix));
                }
                m_xml.writeEndElement();
            }
        }
        m_xml.writeEndElement();
    }

    void attribute(const char* name, const QString& value) { m_xml.writeAttribute(QLatin1String(name), value); }

    QXmlStreamWriter m_xml;
};

} // namespace

QByteArray toJUnit(const QList<Checked>& checked)
{
    QByteArray text;
    Writer(&text).write(checked);
    return text.endsWith('\n') ? text : text + '\n';
}

} // namespace assayer::cli
