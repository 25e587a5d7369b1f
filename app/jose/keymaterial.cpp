// SPDX-License-Identifier: Apache-2.0
#include "jose/keymaterial.h"

#include "jose/roca.h"

#include <QCoreApplication>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace assayer::jose {

using support::failure;
using support::Result;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

template <auto function> struct Call {
    template <typename T> void operator()(T* object) const { function(object); }
};
template <typename T, auto function> using Owned = std::unique_ptr<T, Call<function>>;
using Number = Owned<BIGNUM, BN_free>;
using Bio = Owned<BIO, BIO_free_all>;

struct Curve {
    const char* crv;
    const char* group; // OpenSSL's name
    int bytes;
    int bits;
};
constexpr std::array curves{
    Curve{"P-256", "prime256v1", 32, 256},
    Curve{"P-384", "secp384r1", 48, 384},
    Curve{"P-521", "secp521r1", 66, 521},
    Curve{"secp256k1", "secp256k1", 32, 256},
};
constexpr std::array edwards{
    Curve{"Ed25519", "ED25519", 32, 255},
    Curve{"Ed448", "ED448", 57, 448},
};

template <typename Table> const Curve* curveNamed(const Table& table, const QString& name, const char* Curve::*field)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Curve& curve) { return name == QLatin1String(curve.*field); });
    return found == table.end() ? nullptr : &*found;
}

auto invalidKey(const QString& sentence)
{
    ERR_clear_error();
    return failure(QStringLiteral("invalid-key"), sentence);
}

auto unsupported(const QString& sentence)
{
    ERR_clear_error();
    return failure(QStringLiteral("unsupported"), sentence);
}

auto weakKey(const QString& sentence)
{
    return failure(QStringLiteral("weak-key"), sentence);
}

QByteArray withoutLeadingZeros(const QByteArray& number)
{
    const auto first = std::find_if(number.begin(), number.end(), [](char byte) { return byte != 0; });
    return number.sliced(first - number.begin());
}

int bitLength(const QByteArray& number)
{
    if (number.isEmpty()) {
        return 0;
    }
    int top = 8;
    while (top > 0 && !(static_cast<unsigned char>(number.front()) & (1 << (top - 1)))) {
        --top;
    }
    return static_cast<int>(number.size() - 1) * 8 + top;
}

bool isEven(const QByteArray& number)
{
    return number.isEmpty() || !(number.back() & 1);
}

Result<void> checkRsa(const QByteArray& n, const QByteArray& e)
{
    constexpr int largest = 16384; // more, and OpenSSL refuses to verify
    const int bits = bitLength(n);
    if (isEven(n)) {
        return invalidKey(tr("The RSA modulus is not an odd number."));
    }
    if (bits < 2048) {
        return weakKey(tr("The RSA key has %1 bits; fewer than 2048 are not safe.").arg(bits));
    }
    if (isEven(e) || bitLength(e) < 2) {
        return weakKey(tr("The RSA public exponent must be odd and larger than 1."));
    }
    if (bits > largest || bitLength(e) > 64) {
        return unsupported(tr("The RSA key is too large: %1 bits.").arg(bits));
    }
    if (hasRocaFingerprint(n)) {
        return weakKey(tr("The RSA key was made by a faulty generator (ROCA, CVE-2017-15361)."));
    }
    return {};
}

Number toNumber(const QByteArray& bytes)
{
    return Number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.constData()), static_cast<int>(bytes.size()), nullptr));
}

EVP_PKEY* fromParameters(const char* type, OSSL_PARAM_BLD* builder)
{
    const Owned<OSSL_PARAM, OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1) {
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get());
    }
    return key;
}

QByteArray numberOf(const EVP_PKEY* key, const char* name, int width = 0)
{
    BIGNUM* raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &raw) != 1) {
        return {};
    }
    const Number number(raw);
    QByteArray bytes(std::max(width, BN_num_bytes(raw)), '\0');
    BN_bn2binpad(raw, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return bytes;
}

QString textOf(const EVP_PKEY* key, const char* name)
{
    std::array<char, 64> text{};
    std::size_t size = 0;
    if (EVP_PKEY_get_utf8_string_param(key, name, text.data(), text.size(), &size) != 1) {
        return {};
    }
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(size));
}

// Without it OpenSSL asks on the terminal.
int noPassword(char*, int, int, void*)
{
    return -1;
}

Bio bioOver(QByteArrayView bytes)
{
    return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(std::min<qsizetype>(bytes.size(), 1 << 20))));
}

EVP_PKEY* readPublic(QByteArrayView pem)
{
    if (pem.toByteArray().contains("BEGIN CERTIFICATE")) {
        const Bio bio = bioOver(pem);
        const Owned<X509, X509_free> certificate(PEM_read_bio_X509(bio.get(), nullptr, noPassword, nullptr));
        return certificate ? X509_get_pubkey(certificate.get()) : nullptr;
    }
    const Bio bio = bioOver(pem);
    EVP_PKEY* key = nullptr;
    const Owned<OSSL_DECODER_CTX, OSSL_DECODER_CTX_free> decoder(
        OSSL_DECODER_CTX_new_for_pkey(&key, "PEM", nullptr, nullptr, EVP_PKEY_PUBLIC_KEY, nullptr, nullptr));
    OSSL_DECODER_CTX_set_pem_password_cb(decoder.get(), noPassword, nullptr);
    OSSL_DECODER_from_bio(decoder.get(), bio.get());
    return key;
}

const char* pssAlgorithm(const EVP_PKEY* key)
{
    const QString digest = textOf(key, OSSL_PKEY_PARAM_RSA_DIGEST);
    if (digest.isEmpty()) {
        return "PS*";
    }
    return digest == QLatin1String("SHA2-256")   ? "PS256"
           : digest == QLatin1String("SHA2-384") ? "PS384"
           : digest == QLatin1String("SHA2-512") ? "PS512"
                                                 : "RSASSA-PSS with another hash";
}

} // namespace

KeyMaterial::~KeyMaterial() = default;

void KeyMaterial::Free::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

void KeyMaterial::Free::operator()(evp_pkey_ctx_st* context) const
{
    EVP_PKEY_CTX_free(context);
}

Result<KeyMaterial::Pointer> KeyMaterial::rsa(const QByteArray& modulus, const QByteArray& exponent)
{
    const QByteArray n = withoutLeadingZeros(modulus);
    const QByteArray e = withoutLeadingZeros(exponent);
    if (const Result<void> good = checkRsa(n, e); !good) {
        return tl::unexpected(good.error());
    }
    const Number first = toNumber(n);
    const Number second = toNumber(e);
    const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, first.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, second.get());
    const std::shared_ptr<KeyMaterial> material(new KeyMaterial);
    material->m_key.reset(fromParameters("RSA", builder.get()));
    if (!material->m_key) {
        return invalidKey(tr("The RSA key is not usable."));
    }
    material->m_public = {QStringLiteral("RSA"), {}, n, e, {}, {}, bitLength(n)};
    return material;
}

Result<KeyMaterial::Pointer> KeyMaterial::ellipticCurve(const QString& crv, const QByteArray& x, const QByteArray& y)
{
    const Curve* curve = curveNamed(curves, crv, &Curve::crv);
    if (!curve) {
        return unsupported(tr("The curve is not supported: %1").arg(crv));
    }
    if (x.size() != curve->bytes || y.size() != curve->bytes) {
        return invalidKey(tr("The coordinates of the point do not have the length that the curve needs."));
    }
    const QByteArray point = '\4' + x + y;
    const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve->group, 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                     static_cast<std::size_t>(point.size()));
    const std::shared_ptr<KeyMaterial> material(new KeyMaterial);
    material->m_key.reset(fromParameters("EC", builder.get()));
    if (!material->m_key) {
        return invalidKey(tr("The point of the key is not on its curve."));
    }
    material->m_public = {QStringLiteral("EC"), crv, {}, {}, x, y, curve->bits};
    return material;
}

Result<KeyMaterial::Pointer> KeyMaterial::octetKeyPair(const QString& crv, const QByteArray& x)
{
    const Curve* curve = curveNamed(edwards, crv, &Curve::crv);
    if (!curve) {
        return unsupported(tr("The curve is not supported: %1").arg(crv));
    }
    if (x.size() != curve->bytes) {
        return invalidKey(tr("The public key does not have the length that the curve needs."));
    }
    const std::shared_ptr<KeyMaterial> material(new KeyMaterial);
    material->m_key.reset(EVP_PKEY_new_raw_public_key_ex(nullptr, curve->group, nullptr,
                                                         reinterpret_cast<const unsigned char*>(x.constData()),
                                                         static_cast<std::size_t>(x.size())));
    if (!material->m_key) {
        return invalidKey(tr("The public key is not usable."));
    }
    material->m_public = {QStringLiteral("OKP"), crv, {}, {}, x, {}, curve->bits};
    return material;
}

KeyMaterial::Pointer KeyMaterial::shared(support::Secret secret)
{
    const std::shared_ptr<KeyMaterial> material(new KeyMaterial);
    material->m_public.kty = QStringLiteral("oct");
    material->m_public.bits = static_cast<int>(secret.size() * 8);
    material->m_secret = std::move(secret);
    return material;
}

Result<KeyMaterial::Public> KeyMaterial::numbersOf(evp_pkey_st* key)
{
    if (EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "RSA-PSS")) {
        Public numbers{QStringLiteral("RSA"),
                       {},
                       numberOf(key, OSSL_PKEY_PARAM_RSA_N),
                       numberOf(key, OSSL_PKEY_PARAM_RSA_E),
                       {},
                       {},
                       0};
        numbers.bits = bitLength(numbers.n);
        numbers.onlyAlgorithm = EVP_PKEY_is_a(key, "RSA-PSS") ? pssAlgorithm(key) : "";
        return numbers;
    }
    if (EVP_PKEY_is_a(key, "EC")) {
        const Curve* curve = curveNamed(curves, textOf(key, OSSL_PKEY_PARAM_GROUP_NAME), &Curve::group);
        if (!curve) {
            return unsupported(tr("The key is on a curve that is not supported."));
        }
        return Public{QStringLiteral("EC"),
                      QString::fromLatin1(curve->crv),
                      {},
                      {},
                      numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X, curve->bytes),
                      numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y, curve->bytes),
                      curve->bits};
    }
    for (const Curve& curve : edwards) {
        if (EVP_PKEY_is_a(key, curve.group)) {
            QByteArray x(curve.bytes, '\0');
            std::size_t size = static_cast<std::size_t>(x.size());
            EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(x.data()), &size);
            return Public{QStringLiteral("OKP"), QString::fromLatin1(curve.crv), {}, {}, x, {}, curve.bits};
        }
    }
    return unsupported(tr("The kind of key is not supported."));
}

Result<KeyMaterial::Pointer> KeyMaterial::publicPem(QByteArrayView pem)
{
    if (pem.toByteArray().contains("PRIVATE KEY")) {
        return invalidKey(tr("This is a private key; a public key or a certificate is needed."));
    }
    const Key key(readPublic(pem));
    if (!key) {
        return invalidKey(tr("There is no public key or certificate in PEM that can be read."));
    }
    const Result<Public> numbers = numbersOf(key.get());
    if (!numbers) {
        return tl::unexpected(numbers.error());
    }
    // Through the same gate as the numbers of a JWK.
    Result<Pointer> material = numbers->kty == QLatin1String("RSA") ? rsa(numbers->n, numbers->e)
                               : numbers->kty == QLatin1String("EC")
                                   ? ellipticCurve(numbers->crv, numbers->x, numbers->y)
                                   : octetKeyPair(numbers->crv, numbers->x);
    if (material && *numbers->onlyAlgorithm) {
        const_cast<KeyMaterial&>(**material).m_public.onlyAlgorithm = numbers->onlyAlgorithm;
    }
    return material;
}

Result<KeyMaterial::Pointer> KeyMaterial::privatePem(QByteArrayView pem)
{
    const Bio bio = bioOver(pem);
    const std::shared_ptr<KeyMaterial> material(new KeyMaterial);
    material->m_key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr));
    if (!material->m_key) {
        return invalidKey(tr("There is no unencrypted private key in PEM that can be read."));
    }
    Result<Public> numbers = numbersOf(material->m_key.get());
    if (!numbers) {
        return tl::unexpected(numbers.error());
    }
    if (numbers->kty == QLatin1String("RSA")) {
        if (const Result<void> good = checkRsa(numbers->n, numbers->e); !good) {
            return tl::unexpected(good.error());
        }
    }
    material->m_public = std::move(*numbers);
    return material;
}

Result<KeyMaterial::Pointer> KeyMaterial::generateRsa(int bits)
{
    if (bits < 2048 || bits > 8192) {
        return weakKey(tr("An RSA key is made with 2048 to 8192 bits."));
    }
    const std::shared_ptr<KeyMaterial> material(new KeyMaterial);
    material->m_key.reset(EVP_RSA_gen(static_cast<unsigned>(bits)));
    if (!material->m_key) {
        return invalidKey(tr("No RSA key could be made."));
    }
    Result<Public> numbers = numbersOf(material->m_key.get());
    if (!numbers) {
        return tl::unexpected(numbers.error());
    }
    material->m_public = std::move(*numbers);
    return material;
}

} // namespace assayer::jose
