// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/inspection.h"
#include "inspection/signaturemask.h"

#include <QHash>
#include <QRegularExpression>
#include <QString>

namespace assayer::inspection {

/// What an identifier is of, as far as the inspection tells.
enum class Subject { Tenant, Client, Api, Principal, Other, Host, User, Address, Name, Opaque };

/// Stands in for identifiers: GUIDs, domain and host names, mail addresses, user names, IP addresses and opaque
/// handles become others of the same shape, the same one each time; a GUID stays a GUID, a capital one stays capital,
/// so that what a check said about their form still holds. What is public stays: Microsoft's own app IDs, resources
/// and hosts, loopback. Tokens inside texts are taken out whole, since identifiers can be read from them. Linear in the
/// text. One thread.
class Pseudonyms {
public:
    /// Knows the identifiers of the inspection, and what they are of.
    explicit Pseudonyms(const Inspection& inspection);

    [[nodiscard]] QString operator()(const QString& text);
    [[nodiscard]] QStringList operator()(const QStringList& texts);
    /// Every text in a token's header or claims; some claims as a whole, whatever they hold.
    void applyToClaims(support::json::Value& claims);
    [[nodiscard]] QUrl operator()(const QUrl& url);

    /// What each pseudonym given so far stands for, without saying what it hides: {"aaaaaaaa-…-1", "tenant 1"}.
    struct Entry {
        QString pseudonym;
        QString subject;
        bool operator==(const Entry&) const = default;
    };
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }

private:
    void know(Subject subject, const QString& text);
    void knowProfile(const profile::Profile& profile);
    void knowToken(const jose::Jwt& token);
    void knowClaims(const support::json::Value& claims, int depth);
    void compileLiterals();
    [[nodiscard]] QString standIn(Subject subject, const QString& original);
    [[nodiscard]] QString make(Subject subject, const QString& original);
    [[nodiscard]] QString ofPlain(const QString& text);
    [[nodiscard]] QString ofPatterns(const QString& text);
    [[nodiscard]] QString ofMatch(const QRegularExpressionMatch& match);
    [[nodiscard]] QString ofHost(const QString& host);
    [[nodiscard]] QString ofDotted(const QString& text);
    void applyTo(support::json::Value& value, Subject subject);
    void applyTo(support::json::Value& value);

    SignatureMask m_mask;
    QHash<QString, Subject> m_known; ///< lower case
    QHash<QString, QString> m_given; ///< lower case → pseudonym
    QStringList m_literals;          ///< what no pattern finds
    QRegularExpression m_literal;
    QList<Entry> m_entries;
    QHash<int, int> m_counts; ///< by Subject
};

/// The same inspection about nobody in particular. It has no live token any more, and the times, sizes and faults stay.
[[nodiscard]] Inspection pseudonymised(const Inspection& inspection, Pseudonyms& pseudonyms);

} // namespace assayer::inspection
