// SPDX-License-Identifier: Apache-2.0
#include "formats/yaml.h"

#include <QCoreApplication>

#include <yaml.h>

#include <vector>

namespace assayer::formats {

namespace {

constexpr std::size_t deepest = 64;
constexpr qsizetype mostScalars = 20000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(assayer)
};

/// Owns libyaml's parser over a text that outlives it.
class Parser {
public:
    explicit Parser(const QByteArray& text)
        : m_ready(yaml_parser_initialize(&m_parser) == 1)
    {
        if (m_ready) {
            yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
            yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char*>(text.constData()),
                                         static_cast<std::size_t>(text.size()));
        }
    }
    ~Parser()
    {
        if (m_ready) {
            yaml_parser_delete(&m_parser);
        }
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    [[nodiscard]] bool next(yaml_event_t& event) { return m_ready && yaml_parser_parse(&m_parser, &event) == 1; }
    [[nodiscard]] QString place() const
    {
        return Text::tr("Line %1, column %2.")
            .arg(m_parser.problem_mark.line + 1)
            .arg(m_parser.problem_mark.column + 1);
    }

private:
    yaml_parser_t m_parser{};
    bool m_ready;
};

/// Where the reader stands: a mapping waits for a key, then for its value; a sequence counts.
struct Level {
    QString path;
    bool sequence = false;
    bool keyed = false; ///< of a mapping: the next node is a value
    qsizetype count = 0;
    QString key;
};

/// The nodes of one document after the other.
class Nodes {
public:
    explicit Nodes(YamlText& result)
        : m_result(result)
    {
    }

    /// False if it is nested too deep.
    [[nodiscard]] bool take(const yaml_event_t& event)
    {
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            m_levels.clear();
            m_document = {};
            break;
        case YAML_DOCUMENT_END_EVENT:
            endDocument();
            break;
        case YAML_ALIAS_EVENT:
            m_result.hasAlias = true;
            scalar(QString());
            break;
        case YAML_SCALAR_EVENT:
            scalar(QString::fromUtf8(reinterpret_cast<const char*>(event.data.scalar.value),
                                     static_cast<qsizetype>(event.data.scalar.length)));
            break;
        case YAML_SEQUENCE_START_EVENT:
        case YAML_MAPPING_START_EVENT:
            return open(event.type == YAML_SEQUENCE_START_EVENT);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            m_levels.pop_back();
            break;
        default:
            break;
        }
        return true;
    }

private:
    /// The next node's whole name; a mapping's key has none.
    [[nodiscard]] QString pathOfNext()
    {
        if (m_levels.empty()) {
            return {};
        }
        constexpr qsizetype longest = 300;
        Level& level = m_levels.back();
        QString path = level.sequence         ? QStringLiteral("%1[%2]").arg(level.path).arg(level.count++)
                       : level.path.isEmpty() ? level.key
                                              : level.path + u'.' + level.key;
        level.keyed = false;
        path.truncate(longest);
        return path;
    }

    [[nodiscard]] bool expectsKey() const
    {
        return !m_levels.empty() && !m_levels.back().sequence && !m_levels.back().keyed;
    }

    void scalar(const QString& text)
    {
        constexpr qsizetype longestKey = 300;
        if (expectsKey()) {
            m_levels.back().key = text.left(longestKey);
            m_levels.back().keyed = true;
        } else if (!m_levels.empty()) {
            const QString path = pathOfNext();
            if (m_document.size() < mostScalars) {
                m_document.append({path, text});
            }
        }
    }

    [[nodiscard]] bool open(bool sequence)
    {
        if (m_levels.size() >= deepest) {
            return false;
        }
        Level level;
        if (expectsKey()) {
            // A key that is no text: nothing under it has a name.
            level.path = QStringLiteral("?");
            m_levels.back().key = level.path;
            m_levels.back().keyed = true;
        } else {
            level.path = pathOfNext();
        }
        level.sequence = sequence;
        m_levels.push_back(level);
        return true;
    }

    void endDocument()
    {
        for (const auto& [path, value] : std::as_const(m_document)) {
            const QString name = Settings::comparable(path);
            if (name == u"spring.config.activate.onprofile" || name == u"spring.profiles") {
                ++m_result.otherDocuments;
                return;
            }
        }
        for (const auto& [path, value] : std::as_const(m_document)) {
            m_result.settings.add(path, value);
        }
    }

    YamlText& m_result;
    std::vector<Level> m_levels;
    QList<std::pair<QString, QString>> m_document;
};

} // namespace

support::Result<YamlText> readYaml(const QByteArray& text)
{
    YamlText result;
    Nodes nodes(result);
    Parser parser(text);
    while (true) {
        yaml_event_t event;
        if (!parser.next(event)) {
            return support::failure(QStringLiteral("invalid-yaml"), Text::tr("The settings are not valid YAML."),
                                    parser.place());
        }
        const bool atEnd = event.type == YAML_STREAM_END_EVENT;
        const bool taken = nodes.take(event);
        yaml_event_delete(&event);
        if (!taken) {
            return support::failure(QStringLiteral("too-deep"), Text::tr("The settings are nested too deep."));
        }
        if (atEnd) {
            return result;
        }
    }
}

} // namespace assayer::formats
