// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

/// What each folder may include, beside itself, and through what it may include.
const QHash<QString, QStringList>& rows()
{
    static const QHash<QString, QStringList> table{
        {"support", {}},
        {"jose", {"support"}},
        {"http", {"support"}},
        {"profile", {"support"}},
        {"oauth", {"jose", "http", "profile", "entra"}},
        {"entra", {"support"}},
        {"checks", {"jose", "oauth", "entra"}},
        {"inspection", {"checks"}},
        {"flow", {"inspection", "http"}},
        {"store", {"inspection"}},
        {"formats", {"profile", "oauth"}},
        {"practice", {"jose", "entra"}},
        {"cli", {"flow", "store", "formats", "practice"}},
        {"style", {}},
        {"controls", {"style"}},
        {"models", {"inspection"}},
        {"panels", {"controls", "models", "inspection"}},
        {"dialogs", {"controls", "models", "store"}},
        {"window", {"panels", "dialogs", "flow", "store", "formats", "practice"}},
    };
    return table;
}

QSet<QString> allowedFor(const QString& folder)
{
    QSet<QString> allowed{folder, QStringLiteral("support")}; // the few words that everything shares
    for (const QString& below : rows().value(folder)) {
        allowed += allowedFor(below);
    }
    return allowed;
}

struct Include {
    QString file;
    QString name;
    bool quoted;
};

QList<Include> includesUnder(const QString& path)
{
    static const QRegularExpression line(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"),
                                         QRegularExpression::MultilineOption);
    QList<Include> includes;
    QDirIterator files(QStringLiteral(ASSAYER_SOURCE_DIR "/") + path, {"*.h", "*.cpp"}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("cannot read %s", qUtf8Printable(file.fileName()));
        }
        for (auto match = line.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();) {
            const auto found = match.next();
            includes.append({file.fileName(), found.captured(2), found.captured(1) == QLatin1String("\"")});
        }
    }
    return includes;
}

bool belongsTo(const QString& header, const QString& module)
{
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return header.startsWith(module + QLatin1Char('/')) || QFile::exists(headers + u'/' + module + u'/' + header);
}

} // namespace

class LayersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void folder_includesOnlyWhatItsRowNames_data();
    void folder_includesOnlyWhatItsRowNames();
    void folders_allHaveARow();
    void core_includesNeitherGuiNorWidgets();
    void library_isKnownToOneFolder_data();
    void library_isKnownToOneFolder();
    void panel_includesNoOtherPanel();
};

void LayersTest::folder_includesOnlyWhatItsRowNames_data()
{
    QTest::addColumn<QString>("path");
    for (const QString& top : {QStringLiteral("app"), QStringLiteral("ui")}) {
        const QDir root(QStringLiteral(ASSAYER_SOURCE_DIR "/") + top);
        for (const QString& folder : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QTest::newRow(qUtf8Printable(top + u'/' + folder)) << top + u'/' + folder;
        }
    }
}

void LayersTest::folder_includesOnlyWhatItsRowNames()
{
    QFETCH(QString, path);
    const QSet<QString> allowed = allowedFor(path.section(QLatin1Char('/'), 1));
    for (const Include& include : includesUnder(path)) {
        const QString folder = include.name.section(QLatin1Char('/'), 0, 0);
        const bool ours = include.quoted && include.name.contains(QLatin1Char('/')) && rows().contains(folder);
        QVERIFY2(!ours || allowed.contains(folder), qUtf8Printable(include.file + QLatin1String(": ") + include.name));
    }
}

void LayersTest::folders_allHaveARow()
{
    for (const QString& top : {QStringLiteral("app"), QStringLiteral("ui")}) {
        const QDir root(QStringLiteral(ASSAYER_SOURCE_DIR "/") + top);
        for (const QString& folder : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QVERIFY2(rows().contains(folder), qUtf8Printable(top + u'/' + folder));
        }
    }
}

void LayersTest::core_includesNeitherGuiNorWidgets()
{
    QVERIFY(belongsTo(QStringLiteral("QWidget"), QStringLiteral("QtWidgets")));
    const QList<Include> includes = includesUnder(QStringLiteral("app"));
    QVERIFY(includes.size() > 100);
    for (const Include& include : includes) {
        const bool gui = !include.quoted && (belongsTo(include.name, QStringLiteral("QtGui")) ||
                                             belongsTo(include.name, QStringLiteral("QtWidgets")));
        QVERIFY2(!gui, qUtf8Printable(include.file + QLatin1String(": ") + include.name));
    }
}

void LayersTest::library_isKnownToOneFolder_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("folder");
    QTest::newRow("OpenSSL") << "openssl/"
                             << "/app/jose/";
    QTest::newRow("QtKeychain") << "qt6keychain/"
                                << "/app/store/";
    QTest::newRow("cpp-httplib") << "httplib.h"
                                 << "/app/practice/";
    QTest::newRow("libyaml") << "yaml.h"
                             << "/app/formats/";
    QTest::newRow("QNetworkAccessManager") << "QNetwork"
                                           << "/app/http/";
}

void LayersTest::library_isKnownToOneFolder()
{
    QFETCH(QString, prefix);
    QFETCH(QString, folder);
    bool used = false;
    for (const Include& include : includesUnder(QStringLiteral("app")) + includesUnder(QStringLiteral("ui"))) {
        if (include.name.startsWith(prefix)) {
            QVERIFY2(include.file.contains(folder), qUtf8Printable(include.file + QLatin1String(": ") + include.name));
            used = true;
        }
    }
    QVERIFY(used);
}

void LayersTest::panel_includesNoOtherPanel()
{
    static const QRegularExpression panel(QStringLiteral("^panels/(\\w+panel)\\.h$"));
    for (const Include& include : includesUnder(QStringLiteral("ui/panels"))) {
        const auto match = panel.match(include.name);
        const QString own = include.file.section(QLatin1Char('/'), -1).section(QLatin1Char('.'), 0, 0);
        QVERIFY2(!match.hasMatch() || match.captured(1) == own,
                 qUtf8Printable(include.file + QLatin1String(": ") + include.name));
    }
}

QTEST_GUILESS_MAIN(LayersTest)
#include "tst_layers.moc"
