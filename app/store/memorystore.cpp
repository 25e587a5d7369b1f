// SPDX-License-Identifier: Apache-2.0
#include "store/keychain.h"

#include <QHash>
#include <QPointer>
#include <QTimer>

namespace assayer::store {
namespace {

/// Not from inside the call, and not when nobody waits any more.
template <typename Value> void later(QObject* context, SecretStore::Answer<Value> answer, Value value)
{
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), value = std::move(value)] { answer(value); }, Qt::QueuedConnection);
}

class MemoryStore final : public SecretStore {
public:
    void read(const SecretKey& key, QObject* context, Answer<std::optional<StoredSecret>> answer) override
    {
        const auto found = m_secrets.constFind(key.text);
        later(context, std::move(answer),
              found == m_secrets.cend() ? std::optional<StoredSecret>() : std::optional(found.value()));
    }

    void write(const SecretKey& key, const StoredSecret& secret, QObject* context, Answer<Stored> answer) override
    {
        StoredSecret kept = secret;
        kept.kept = Kept::ThisRun;
        m_secrets.insert(key.text, kept);
        later(context, std::move(answer), Stored{Kept::ThisRun, {}});
    }

    void remove(const SecretKey& key, QObject* context, Answer<bool> answer) override
    {
        later(context, std::move(answer), m_secrets.remove(key.text) > 0);
    }

private:
    QHash<QString, StoredSecret> m_secrets;
};

/// Memory in front of a keychain. Answers go straight to the caller's context: this object may go in between.
class FrontStore final : public SecretStore {
public:
    explicit FrontStore(std::unique_ptr<SecretStore> keychain)
        : m_keychain(std::move(keychain))
    {
    }

    void read(const SecretKey& key, QObject* context, Answer<std::optional<StoredSecret>> answer) override
    {
        if (const auto found = m_kept->constFind(key.text); found != m_kept->cend()) {
            later(context, std::move(answer), std::optional(found.value()));
        } else {
            m_keychain->read(key, context, std::move(answer));
        }
    }

    void write(const SecretKey& key, const StoredSecret& secret, QObject* context, Answer<Stored> answer) override
    {
        // There at once: a read that comes before the keychain's answer must not find the old one.
        StoredSecret kept = secret;
        kept.kept = Kept::ThisRun;
        m_kept->insert(key.text, kept);
        const quint64 turn = ++*m_turn;
        m_turns->insert(key.text, turn);
        m_keychain->write(key, secret, context,
                          [key, turn, kept = m_kept, turns = m_turns,
                           answer = std::move(answer)](const support::Result<Stored>& stored) {
                              if (!stored) {
                                  answer(Stored{Kept::ThisRun, stored.error()});
                                  return;
                              }
                              if (turns->value(key.text) == turn) {
                                  kept->remove(key.text);
                              }
                              answer(*stored);
                          });
    }

    void remove(const SecretKey& key, QObject* context, Answer<bool> answer) override
    {
        const bool here = m_kept->remove(key.text) > 0;
        m_turns->remove(key.text);
        m_keychain->remove(key, context, [here, answer = std::move(answer)](const support::Result<bool>& removed) {
            answer(removed.map([here](bool there) { return here || there; }));
        });
    }

private:
    std::unique_ptr<SecretStore> m_keychain;
    // Shared with the answers that are still to come.
    std::shared_ptr<QHash<QString, StoredSecret>> m_kept = std::make_shared<QHash<QString, StoredSecret>>();
    std::shared_ptr<QHash<QString, quint64>> m_turns = std::make_shared<QHash<QString, quint64>>();
    std::shared_ptr<quint64> m_turn = std::make_shared<quint64>(0);
};

} // namespace

std::unique_ptr<SecretStore> memoryStore()
{
    return std::make_unique<MemoryStore>();
}

std::unique_ptr<SecretStore> secretStore(std::unique_ptr<SecretStore> keychain)
{
    return std::make_unique<FrontStore>(std::move(keychain));
}

} // namespace assayer::store
