// SPDX-License-Identifier: Apache-2.0
#include "inspection/b2cerrors.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace assayer::inspection {

namespace {

constexpr const char* theScope = QT_TRANSLATE_NOOP(
    "assayer", "Ask for <App ID URI of the API>/.default, of an API that is registered in the B2C tenant.");
constexpr const char* theClient = QT_TRANSLATE_NOOP(
    "assayer", "Check the client ID, and that the app is registered in the B2C tenant of the address.");
constexpr const char* theSecret =
    QT_TRANSLATE_NOOP("assayer", "Send a current secret's Value (not its ID) of that app; only secrets work here.");

constexpr std::array known{
    B2cError{90008, QT_TRANSLATE_NOOP("assayer", "The request has no client_id."), theClient, "clientId"},
    B2cError{90010, QT_TRANSLATE_NOOP("assayer", "The request has no scope."), theScope, "resource"},
    B2cError{90012, QT_TRANSLATE_NOOP("assayer", "The scope is not supported."), theScope, "resource"},
    B2cError{90018, QT_TRANSLATE_NOOP("assayer", "The client is not registered in this tenant."), theClient,
             "clientId"},
    B2cError{90055, QT_TRANSLATE_NOOP("assayer", "The scope names no resource."), theScope, "resource"},
    B2cError{90079, QT_TRANSLATE_NOOP("assayer", "The request has no secret."), theSecret, "clientSecret"},
    B2cError{90081, QT_TRANSLATE_NOOP("assayer", "The secret is wrong."), theSecret, "clientSecret"},
    B2cError{90083, QT_TRANSLATE_NOOP("assayer", "A parameter of the request is missing."),
             QT_TRANSLATE_NOOP("assayer", "Add the parameter that the authority's message names."), ""},
    B2cError{90085,
             QT_TRANSLATE_NOOP("assayer", "B2C calls it an internal error; it was reported for a wrong scope, and says "
                                          "nothing about the secret."),
             theScope, "resource", false},
    B2cError{90086, QT_TRANSLATE_NOOP("assayer", "The grant type is not supported."),
             QT_TRANSLATE_NOOP("assayer", "Ask the token endpoint of a user flow or custom policy with grant_type "
                                          "client_credentials."),
             "issuer"},
    B2cError{90092, QT_TRANSLATE_NOOP("assayer", "The app is disabled."),
             QT_TRANSLATE_NOOP("assayer", "Enable the client's app in the B2C tenant."), "clientId"},
    B2cError{90117, QT_TRANSLATE_NOOP("assayer", "The scope is not supported."), theScope, "resource"},
    B2cError{90146, QT_TRANSLATE_NOOP("assayer", "The scope names more than one resource."), theScope, "resource"},
    B2cError{90205, QT_TRANSLATE_NOOP("assayer", "The app has no permission for this."),
             QT_TRANSLATE_NOOP("assayer", "Add the API's permission to the client's app and grant admin consent."), ""},
    B2cError{99027, QT_TRANSLATE_NOOP("assayer", "A certificate or a federated assertion was sent as credential."),
             theSecret, "clientSecret"},
};

} // namespace

const B2cError* b2cErrorIn(const QString& text)
{
    static const QRegularExpression number(QStringLiteral("\\bAADB2C([0-9]{5})(?![0-9])"));
    for (auto found = number.globalMatch(text); found.hasNext();) {
        const int each = found.next().captured(1).toInt();
        const auto row = std::ranges::find_if(known, [each](const B2cError& error) { return error.number == each; });
        if (row != known.end()) {
            return &*row;
        }
    }
    return nullptr;
}

} // namespace assayer::inspection
