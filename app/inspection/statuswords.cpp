// SPDX-License-Identifier: Apache-2.0
#include "inspection/statuswords.h"

#include <QCoreApplication>

#include <array>

namespace assayer::inspection {

namespace {

constexpr std::array known{
    StatusWords{404, QT_TRANSLATE_NOOP("assayer", "There is nothing at this address."),
                QT_TRANSLATE_NOOP("assayer", "Check the authority's address."), "issuer", "no", false},
    StatusWords{405,
                QT_TRANSLATE_NOOP("assayer", "The address does not take this method; a token endpoint takes POST "
                                             "alone."),
                QT_TRANSLATE_NOOP("assayer",
                                  "Check that the address is the token endpoint, and that no redirect or proxy "
                                  "made a GET of the request."),
                "issuer", "no", true},
    StatusWords{407, QT_TRANSLATE_NOOP("assayer", "A proxy on the way wants to be signed in to."),
                QT_TRANSLATE_NOOP("assayer", "Set up the proxy, or use another network."), "", "no", true},
    StatusWords{408, QT_TRANSLATE_NOOP("assayer", "The request took too long to reach the other side."),
                QT_TRANSLATE_NOOP("assayer", "Try again; if it stays so, look at the network."), "", "yes", true},
    StatusWords{413,
                QT_TRANSLATE_NOOP("assayer", "The request is larger than the other side, or a gateway before it, "
                                             "takes."),
                QT_TRANSLATE_NOOP("assayer",
                                  "Look for a token with very many roles or groups, or another body than was "
                                  "meant."),
                "", "no", true},
    StatusWords{415,
                QT_TRANSLATE_NOOP("assayer", "The other side does not take a body of this kind; a token endpoint "
                                             "takes application/x-www-form-urlencoded."),
                QT_TRANSLATE_NOOP("assayer", "Check the Content-Type, and that the address is the token endpoint."),
                "issuer", "no", true},
    StatusWords{429,
                QT_TRANSLATE_NOOP("assayer", "The authority was asked too often and wants to be left alone for a "
                                             "while."),
                QT_TRANSLATE_NOOP("assayer", "Keep tokens until they expire instead of asking anew for every call."),
                "", "yes, after a while", true},
    StatusWords{431,
                QT_TRANSLATE_NOOP("assayer", "The headers are larger than the other side takes: often a token with "
                                             "very many roles or groups."),
                QT_TRANSLATE_NOOP("assayer", "Grant fewer roles, or let the server take larger headers."), "", "no",
                true},
    StatusWords{
        500, QT_TRANSLATE_NOOP("assayer", "Something broke on the other side; the request may not be at fault."),
        QT_TRANSLATE_NOOP("assayer", "Try again in a minute; if it stays so, its own log says why."), "", "yes", true},
    StatusWords{502,
                QT_TRANSLATE_NOOP("assayer", "A gateway or proxy on the way got no usable answer from the server "
                                             "behind it; the request is not at fault."),
                QT_TRANSLATE_NOOP("assayer", "Try again in a minute; if it stays so, look which proxy answered."), "",
                "yes", true},
    StatusWords{503,
                QT_TRANSLATE_NOOP("assayer", "The authority, or a gateway before it, is overloaded or being repaired; "
                                             "the request is not at fault."),
                QT_TRANSLATE_NOOP("assayer", "Try again in a minute."), "", "yes, after a while", true},
    StatusWords{504,
                QT_TRANSLATE_NOOP("assayer", "A gateway or proxy on the way waited in vain for the server behind it; "
                                             "the request is not at fault."),
                QT_TRANSLATE_NOOP("assayer", "Try again in a minute."), "", "yes", true},
    StatusWords{511, QT_TRANSLATE_NOOP("assayer", "The network wants to be signed in to first, as in a hotel."),
                QT_TRANSLATE_NOOP("assayer", "Open a page in a browser, sign in to the network, then try again."), "",
                "yes, after signing in to the network", true},
};
constexpr StatusWords otherServerError{
    0,
    QT_TRANSLATE_NOOP("assayer", "The authority, or a gateway before it, failed; the request is not at fault."),
    QT_TRANSLATE_NOOP("assayer", "Try again in a minute."),
    "",
    "yes",
    true};

} // namespace

const StatusWords* statusWordsOf(int status)
{
    for (const StatusWords& each : known) {
        if (each.status == status) {
            return &each;
        }
    }
    return status >= 500 && status < 600 ? &otherServerError : nullptr;
}

} // namespace assayer::inspection
