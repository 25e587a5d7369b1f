// SPDX-License-Identifier: Apache-2.0
// Verifications per second of one key, beside OpenSSL's own rate for the bare signature in the same run.
#include "app/jose/testkeys.h"
#include "jose/signing.h"
#include "jose/verification.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>

using namespace assayer::jose;
namespace testkeys = assayer::testkeys;

namespace {

const QByteArray claims =
    "{\"aud\":\"11112222-bbbb-3333-cccc-4444dddd5555\",\"iss\":\"https://login.microsoftonline.com/"
    "aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0\",\"iat\":1790000000,\"nbf\":1790000000,\"exp\":1790003900,"
    "\"aio\":\"k2BgYPj7ddFG6dlNfRI3XmEPWxE2q7Zx9F7xkKzQ7n5qGBv0bFMA\",\"azp\":\"22223333-cccc-4444-dddd-5555eeee6666\","
    "\"azpacr\":\"1\",\"oid\":\"33334444-dddd-5555-eeee-6666ffff7777\",\"rh\":\"0.AXoAqmsXz0\",\"roles\":["
    "\"Test.Application.Permission\"],\"sub\":\"33334444-dddd-5555-eeee-6666ffff7777\",\"tid\":"
    "\"aaaabbbb-0000-cccc-1111-dddd2222eeee\",\"uti\":\"4Qm1cB0nRkS0p5vJ3q0CAA\",\"ver\":\"2.0\"}";

template <auto function> struct Call {
    template <typename T> void operator()(T* object) const { function(object); }
};
template <typename T, auto function> using Owned = std::unique_ptr<T, Call<function>>;

// Of this thread alone, so that neighbours on the machine count less.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// How often something ran, in how long.
struct Rate {
    double runs = 0;
    double seconds = 0;

    void measure(const std::function<bool()>& work)
    {
        constexpr double slice = 0.1;
        const double start = processorSeconds();
        double end = start;
        while (end - start < slice) {
            for (int i = 0; i < 50; ++i) {
                if (!work()) {
                    std::fputs("a signature did not verify\n", stderr);
                    std::exit(1);
                }
                ++runs;
            }
            end = processorSeconds();
        }
        seconds += end - start;
    }
    [[nodiscard]] double perSecond() const { return runs / seconds; }
};

/// The bare signature: what OpenSSL does with a key and a context that it keeps.
class Bare {
public:
    Bare(const char* pem, bool edwards)
        : m_edwards(edwards)
    {
        const Owned<BIO, BIO_free_all> bio(BIO_new_mem_buf(pem, -1));
        m_key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
        const Owned<EVP_MD_CTX, EVP_MD_CTX_free> signing(EVP_MD_CTX_new());
        EVP_DigestSignInit(signing.get(), nullptr, edwards ? nullptr : EVP_sha256(), nullptr, m_key.get());
        std::size_t size = m_signature.size();
        EVP_DigestSign(signing.get(), m_signature.data(), &size, m_message.data(), m_message.size());
        m_size = size;
        unsigned digestSize = 0;
        EVP_Digest(m_message.data(), m_message.size(), m_digest.data(), &digestSize, EVP_sha256(), nullptr);
        if (!edwards) {
            m_context.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
            EVP_PKEY_verify_init(m_context.get());
            EVP_PKEY_CTX_set_signature_md(m_context.get(), EVP_sha256());
        }
    }

    bool verify()
    {
        if (m_edwards) {
            const Owned<EVP_MD_CTX, EVP_MD_CTX_free> verifying(EVP_MD_CTX_new());
            return EVP_DigestVerifyInit(verifying.get(), nullptr, nullptr, nullptr, m_key.get()) == 1 &&
                   EVP_DigestVerify(verifying.get(), m_signature.data(), m_size, m_message.data(), m_message.size()) ==
                       1;
        }
        return EVP_PKEY_verify(m_context.get(), m_signature.data(), m_size, m_digest.data(), 32) == 1;
    }

private:
    bool m_edwards;
    Owned<EVP_PKEY, EVP_PKEY_free> m_key;
    Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> m_context;
    std::array<unsigned char, 32> m_message{};
    std::array<unsigned char, 64> m_digest{};
    std::array<unsigned char, 512> m_signature{};
    std::size_t m_size = 0;
};

void run(const char* name, const char* pem)
{
    const SigningKey key = *SigningKey::fromPem(pem);
    const QByteArray header = QByteArray("{\"typ\":\"JWT\",\"alg\":\"") + name + "\",\"kid\":\"k\"}";
    const QByteArray token = *key.sign(*algorithmNamed(QString::fromLatin1(name)), header, claims);
    assayer::support::json::Value jwk = *key.publicJwk();
    jwk.add(QStringLiteral("kid"), assayer::support::json::Value::string(QStringLiteral("k")));
    const JwkSet keys = *JwkSet::fromValue(jwk);
    const Jwt jwt = takeApart(token);
    Bare bare(pem, *algorithmNamed(QString::fromLatin1(name))->hash == '\0');

    const auto verifies = [&keys](const Jwt& what) { return verify(what, keys).status == SignatureStatus::Valid; };
    Rate raw, whole, signature;
    for (int round = 0; round < 10; ++round) {
        raw.measure([&] { return bare.verify(); });
        signature.measure([&] { return verifies(jwt); });
        whole.measure([&] { return verifies(takeApart(token)); });
    }
    std::printf("%-6s OpenSSL %8.0f/s   verify %8.0f/s (%.2f)   take apart and verify %8.0f/s (%.2f)\n", name,
                raw.perSecond(), signature.perSecond(), signature.perSecond() / raw.perSecond(), whole.perSecond(),
                whole.perSecond() / raw.perSecond());
}

} // namespace

int main()
{
    run("RS256", testkeys::rsa);
    run("ES256", testkeys::p256);
    run("EdDSA", testkeys::ed25519);
    return 0;
}
