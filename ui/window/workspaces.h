// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/workspace.h"
#include "store/workspacewatch.h"

#include <QObject>
#include <QVariantMap>

#include <memory>
#include <vector>

class QSettings;

namespace assayer::window {

/// The open workspaces: the user's own first, then folders that were opened beside it. Which they are, and the
/// environment that is chosen in each, stands in the settings. Main thread; the settings outlive it.
class Workspaces final : public QObject {
    Q_OBJECT
public:
    struct Place {
        store::Workspace workspace;
        std::unique_ptr<store::WorkspaceWatch> watch; ///< absent before begin()
        std::optional<support::Error> trouble;        ///< why the folder as a whole cannot be listed
        bool listed = false;

        [[nodiscard]] const QString& root() const { return workspace.root(); }
        [[nodiscard]] const store::Catalogue& catalogue() const;
        [[nodiscard]] const store::Listing& listing() const { return catalogue().listing; }
    };
    /// A file of a workspace.
    struct Located {
        Place* place = nullptr;
        QString path; ///< below the workspace
        explicit operator bool() const { return place != nullptr; }
    };

    Workspaces(const QString& home, QSettings& settings, QObject* parent = nullptr);
    ~Workspaces() override;

    /// Lists and watches from now on; changed() comes as each is listed.
    void begin();
    [[nodiscard]] const std::vector<std::unique_ptr<Place>>& places() const { return m_places; }
    [[nodiscard]] Place& home() const { return *m_places.front(); }
    [[nodiscard]] bool isHome(const Place& place) const { return &place == m_places.front().get(); }

    /// One that is open already is only named.
    void open(const QString& root);
    /// Forgets it; its files stay. The user's own stays open.
    void close(const QString& root);

    /// Absolute paths of the profiles that have this id: several, where somebody copied a file with it.
    [[nodiscard]] QStringList filesWithId(const QString& id) const;
    /// A workspace's folder as the window works in it, whether it is open or not.
    [[nodiscard]] static store::Workspace workspaceAt(const QString& root);

    /// By an absolute path of a file or folder in it, or of itself. Nothing if no open workspace has it.
    [[nodiscard]] Located locate(const QString& absolutePath) const;
    void setOrder(store::SortBy by);
    [[nodiscard]] store::SortBy order() const { return m_order; }

    /// Empty: none is chosen.
    [[nodiscard]] QString chosenEnvironment(const Place& place) const;
    void chooseEnvironment(const Place& place, const QString& name);
    /// The chosen one as it was last listed; the empty one if there is none.
    [[nodiscard]] const profile::Environment& environment(const Place& place) const;
    /// All that a secret may be kept for.
    [[nodiscard]] static QList<profile::Environment> environmentsOf(const Place& place);
    /// Look at the disk again.
    void refresh();

Q_SIGNALS:
    /// A workspace was opened, closed, or has other files now.
    void changed();

private:
    void add(const QString& root);
    [[nodiscard]] Place* placeAt(const QString& root) const;
    void watch(Place& place);
    /// As the settings have it now: another window may have changed it.
    [[nodiscard]] QStringList rememberedRoots() const;
    void remember(const QStringList& roots);

    QSettings& m_settings;
    std::vector<std::unique_ptr<Place>> m_places; ///< their addresses stay
    QVariantMap m_chosen;                         ///< environments, by root; another window chooses for itself
    store::SortBy m_order = store::SortBy::Name;
    bool m_begun = false;
};

} // namespace assayer::window
