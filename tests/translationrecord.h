// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QFile>
#include <QMutex>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

/// What the program asks to have translated, while it is installed: context and text. Translates nothing.
class TranslationRecord final : public QTranslator {
public:
    using Asked = QSet<QPair<QString, QString>>;

    TranslationRecord() { QCoreApplication::installTranslator(this); }
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* text, const char*, int) const override
    {
        const QMutexLocker lock(&m_mutex);
        // Qt's own texts are Qt's affair.
        if (*text != 0 && QByteArrayView(context).startsWith("assayer"))
            m_asked.insert({QString::fromUtf8(context), QString::fromUtf8(text)});
        return {};
    }
    [[nodiscard]] Asked asked() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_asked;
    }

private:
    mutable QMutex m_mutex;
    mutable Asked m_asked;
};

/// What packaging/translations.sh files for the translators. Empty if it fails.
inline TranslationRecord::Asked filedTexts()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("all.ts"));
    QProcess script;
    script.start(QStringLiteral(ASSAYER_SOURCE_DIR "/packaging/translations.sh"), {path});
    if (!script.waitForFinished(60'000) || script.exitCode() != 0)
        return {};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    TranslationRecord::Asked filed;
    QString context;
    for (QXmlStreamReader reader(&file); !reader.atEnd();) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String("name"))
            context = reader.readElementText();
        else if (reader.isStartElement() && reader.name() == QLatin1String("source"))
            filed.insert({context, reader.readElementText()});
    }
    return filed;
}

/// «» around what is quoted and ' in a word: one kind of each, all over the program (› parts the steps of a way).
inline void compareQuotes(const TranslationRecord::Asked& asked)
{
    QStringList others;
    for (const auto& [context, text] : asked) {
        for (const QChar c : text) {
            if (QStringView(u"\u2018\u2019\u201c\u201d\u201e").contains(c))
                others += text;
        }
    }
    QVERIFY2(others.isEmpty(), qPrintable(others.join(u'\n')));
}

inline void compareFiled(const TranslationRecord::Asked& asked, qsizetype atLeast)
{
    const TranslationRecord::Asked filed = filedTexts();
    QVERIFY2(filed.size() > 1000, "lupdate and lconvert are needed: qt6-l10n-tools");
    QVERIFY2(asked.size() >= atLeast, qPrintable(QString::number(asked.size())));
    compareQuotes(filed);
    QStringList lost;
    for (const auto& [context, text] : asked) {
        if (!filed.contains({context, text}))
            lost += context + QStringLiteral(": ") + text;
    }
    lost.sort();
    QVERIFY2(lost.isEmpty(), qPrintable(QStringLiteral("%1 of %2 are not filed where they are sought:\n%3")
                                            .arg(lost.size())
                                            .arg(asked.size())
                                            .arg(lost.join(u'\n'))));
}
