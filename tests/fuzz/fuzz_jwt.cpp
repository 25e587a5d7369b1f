// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"
#include "jose/verification.h"

#include <cstdint>
#include <cstdlib>

using namespace assayer::jose;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

const JwkSet& keys()
{
    static const JwkSet set = *JwkSet::parse(
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"},"
        "{\"kty\":\"EC\",\"kid\":\"k\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
        "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}");
    return set;
}

void inspect(const QByteArray& token)
{
    const Jwt jwt = takeApart(token);
    demand(jwt.compact == token);
    for (const Part* part : {&jwt.header, &jwt.payload, &jwt.signature}) {
        demand(part->offset >= 0 && token.mid(part->offset, part->text.size()) == part->text);
    }
    for (const Damage& damage : jwt.damages) {
        demand(damage.offset >= 0 && damage.offset <= token.size());
    }
    demand(jwt.claimText(u"aud").isNull() || jwt.isReadable());
    // Nobody can sign for these keys by chance.
    demand(verify(jwt, keys()).status != SignatureStatus::Valid);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    inspect(bytes);
    // Behind the base64url, which a fuzzer does not find through soon.
    const qsizetype line = bytes.indexOf('\n');
    const QByteArray header = bytes.left(line);
    const QByteArray payload = line < 0 ? QByteArray() : bytes.mid(line + 1);
    inspect(base64url::encode(header) + '.' + base64url::encode(payload) + '.' +
            base64url::encode(QByteArray(64, 's')));

    const auto decoded = base64url::decode(bytes);
    demand(!decoded || base64url::encode(*decoded) == bytes);
    const auto back = base64url::decode(base64url::encode(bytes));
    demand(back && *back == bytes);
    return 0;
}
