// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include "http/networkcall.h"

namespace assayer::http {

Client::Client(QObject* parent)
    : QObject(parent)
{
}

Call* Client::send(const Request& request, QObject* parent)
{
    return new NetworkCall(request, parent);
}

} // namespace assayer::http
