// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "profile/names.h"
#include "support/json.h"

#include <QSet>

#include <optional>

namespace assayer::profile {

/// Reads one object of a profile file, member by member: notes the first fault and which members nobody asked for.
/// Lives as long as the value that it reads.
class ObjectReader {
public:
    /// `path`: where the object stands («expectations»); empty for the file itself.
    ObjectReader(const support::json::Value& object, QString path, std::optional<support::Error>& fault);

    [[nodiscard]] bool has(QStringView name) const { return m_object.find(name) != nullptr; }
    /// The member if it is there and of that kind.
    [[nodiscard]] const support::json::Value* take(const QString& name, support::json::Kind kind);

    void read(const QString& name, QString& text);
    void read(const QString& name, QStringList& texts);
    void read(const QString& name, bool& value);
    void read(const QString& name, int& value, int least, int most);

    template <typename Enum, std::size_t N>
    void read(const QString& name, Enum& value, const std::array<Name<Enum>, N>& names)
    {
        if (const auto* member = take(name, support::json::Kind::String)) {
            QStringList allowed;
            for (const Name<Enum>& known : names) {
                if (member->text() == known.text) {
                    value = known.value;
                    return;
                }
                allowed.append(known.text);
            }
            refuseChoice(name, allowed);
        }
    }

    /// An array of names, each kept once.
    template <typename Enum, std::size_t N>
    void read(const QString& name, QList<Enum>& values, const std::array<Name<Enum>, N>& names)
    {
        QStringList texts;
        read(name, texts);
        QStringList allowed;
        for (const Name<Enum>& known : names) {
            allowed.append(known.text);
            if (texts.removeAll(QString(known.text)) > 0) {
                values.append(known.value);
            }
        }
        if (!texts.isEmpty()) {
            refuseChoice(name, allowed);
        }
    }

    void refuse(const QString& name, const QString& shouldBe);
    [[nodiscard]] QString pathOf(const QString& name) const;
    [[nodiscard]] UnknownMembers unknown() const;

private:
    void refuseChoice(const QString& name, const QStringList& allowed);

    const support::json::Value& m_object;
    QString m_path;
    std::optional<support::Error>& m_fault;
    QSet<QString> m_known;
};

} // namespace assayer::profile
