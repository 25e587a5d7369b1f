// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profiletreemodel.h"
#include "panels/profilespanel.h"
#include "ui/window/windowfixture.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QTreeView>

/// A profile of the practice tenant with a name and an id.
inline assayer::profile::Profile namedProfile(const QString& name)
{
    assayer::profile::Profile profile = assayer::profile::workedExample();
    profile.name = name;
    profile.id = assayer::profile::newId();
    return profile;
}

/// A window over a workspace of its own, and what the disk has of it. Paths are below the workspace.
struct WorkspaceFixture : WindowFixture {
    WorkspaceFixture() { QVERIFY(QDir().mkpath(environment.home)); }

    [[nodiscard]] QString path(const QString& below) const { return environment.home + u'/' + below; }
    void put(const QString& below, const QByteArray& text) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(below)).path()));
        QFile file(path(below));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    void put(const QString& below, const assayer::profile::Profile& profile) const
    {
        put(below, assayer::profile::write(profile));
    }
    [[nodiscard]] QByteArray text(const QString& below) const
    {
        QFile file(path(below));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] assayer::profile::Profile onDisk(const QString& below) const
    {
        return assayer::profile::parse(text(below)).value_or(assayer::profile::Profile());
    }

    [[nodiscard]] static QModelIndex rowOf(const QWidget& in, const QString& key)
    {
        const auto* model = in.findChild<QTreeView*>(QStringLiteral("profileList"))->model();
        return qobject_cast<const assayer::models::ProfileTreeModel*>(model)->indexOfKey(key);
    }
    [[nodiscard]] QModelIndex row(const QString& below) const { return rowOf(*window, path(below)); }
    [[nodiscard]] QString note(const QString& below) const
    {
        return row(below).data(assayer::models::SummaryRole).toString();
    }
    [[nodiscard]] assayer::panels::ProfilesPanel* side() const
    {
        return find<assayer::panels::ProfilesPanel>("profilesPanel");
    }
    [[nodiscard]] QTreeView* list() const { return find<QTreeView>("profileList"); }
    [[nodiscard]] QString tenant() const { return find<QLineEdit>("tenant")->text(); }
    void setTenant(const QString& tenant) const { find<QLineEdit>("tenant")->setText(tenant); }
    [[nodiscard]] QLineEdit* secretEdit() const { return find<QWidget>("clientSecret")->findChild<QLineEdit*>(); }
    void typeSecret(const QString& secret) const
    {
        secretEdit()->selectAll();
        QTest::keyClicks(secretEdit(), secret);
    }
    void openRow(const QString& below) const
    {
        QTRY_VERIFY(row(below).isValid());
        list()->setCurrentIndex(row(below));
        QCOMPARE(window->desk().key(), path(below));
    }
    void act(const char* name) const
    {
        auto* action = window->findChild<QAction*>(QLatin1String(name));
        QVERIFY2(action && action->isEnabled(), name);
        action->trigger();
    }
};
