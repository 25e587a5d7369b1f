// SPDX-License-Identifier: Apache-2.0
#include "app/store/files.h"
#include "store/workspace.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace assayer;
using namespace assayer::test;
using store::Workspace;

/// Files that somebody wrote by hand, and saves of them.
class HandwrittenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saveOfTheSame_writesNothing();
    void save_changesWhatChanged();
    void saveOverAnother_takesItsLayout();
    void environment_keepsItsLayout();
};

namespace {

const QByteArray profileText = R"({ "client_id": "c",
  "schema": 1, "id": "id-1",
  "authority": {"kind": "practice"},
  "x-team": [1, 2]
})";

constexpr auto everybody = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;

} // namespace

void HandwrittenTest::saveOfTheSame_writesNothing()
{
    QTemporaryDir root;
    const QString file = root.filePath("a.json");
    put(file, profileText);
    QVERIFY(QFile::setPermissions(file, everybody));
    const QDateTime before = QFileInfo(file).metadataChangeTime();
    const Workspace workspace(root.path());
    const auto entry = workspace.load("a.json").value();
    const auto saved = workspace.save("a.json", entry.profile, entry.revision);
    QVERIFY(saved);
    QCOMPARE(contentOf(file), profileText);
    QCOMPARE(saved->revision, entry.revision);
    QCOMPARE(saved->value, entry.profile);
    QCOMPARE(QFileInfo(file).permissions() & everybody, everybody);
    QCOMPARE(QFileInfo(file).metadataChangeTime(), before);
}

void HandwrittenTest::save_changesWhatChanged()
{
    QTemporaryDir root;
    const QByteArray withoutId = QByteArray(profileText).replace(", \"id\": \"id-1\"", "");
    put(root.filePath("a.json"), withoutId);
    const Workspace workspace(root.path());
    auto entry = workspace.load("a.json").value();
    entry.profile.clientId = QStringLiteral("d");
    const auto saved = workspace.save("a.json", entry.profile, entry.revision);
    QVERIFY(saved && !saved->value.id.isEmpty());
    QByteArray expected = QByteArray(withoutId).replace("\"c\"", "\"d\"");
    expected.replace("\"schema\": 1,\n", "\"schema\": 1,\n  \"id\": \"" + saved->value.id.toLatin1() + "\",\n");
    QCOMPARE(contentOf(root.filePath("a.json")), expected);
    QCOMPARE(saved->revision, store::revisionOf(expected));
    QCOMPARE(workspace.load("a.json")->profile, saved->value);
}

void HandwrittenTest::saveOverAnother_takesItsLayout()
{
    QTemporaryDir root;
    put(root.filePath("a.json"), profileText);
    const Workspace workspace(root.path());
    auto entry = workspace.load("a.json").value();
    const QByteArray theirs = QByteArray(profileText).replace("[1, 2]", "[1,  2], \"name\": \"theirs\"");
    put(root.filePath("a.json"), theirs);
    entry.profile.name = QStringLiteral("ours");
    const auto conflict = workspace.save("a.json", entry.profile, entry.revision);
    QVERIFY(!conflict && conflict.error().conflict);
    QCOMPARE(contentOf(root.filePath("a.json")), theirs);
    // What differs is the name alone.
    QCOMPARE(conflict.error().conflict->ourText, QByteArray(theirs).replace("\"theirs\"", "\"ours\""));
    QVERIFY(workspace.save("a.json", entry.profile, conflict.error().conflict->theirRevision));
    QCOMPARE(contentOf(root.filePath("a.json")), conflict.error().conflict->ourText);
    QCOMPARE(workspace.load("a.json")->profile, entry.profile);
}

void HandwrittenTest::environment_keepsItsLayout()
{
    QTemporaryDir root;
    const QByteArray text =
        "{\"variables\": [{\"name\": \"a\", \"value\": \"b\"}], \"id\": \"e-1\", \"name\": \"test\", "
        "\"schema\": 1}";
    put(root.filePath("environments/test.json"), text);
    const Workspace workspace(root.path());
    auto entry = workspace.loadEnvironment("environments/test.json").value();
    entry.environment.variables[0].value = QStringLiteral("c");
    QVERIFY(workspace.save(entry.path, entry.environment, entry.revision));
    QCOMPARE(contentOf(root.filePath("environments/test.json")), QByteArray(text).replace("\"b\"", "\"c\""));
}

QTEST_GUILESS_MAIN(HandwrittenTest)
#include "tst_handwritten.moc"
