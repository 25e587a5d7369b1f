// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

class QIODevice;

/// `verify --cases`: signatures one JSON line after the other, strictly by RFC 7515 and 8725, offline, without a look
/// at times or audiences. All of it is machine output and never translated.
namespace assayer::cli {

/// A longer line is answered as "line-too-long" and passed over, in bytes.
inline constexpr qsizetype maximumCaseLine = 4 * 1024 * 1024;

/// The answer, a line of JSON without its line break, to one case {"id","jws","jwk"|"jwks"}: {"id","verdict","error"},
/// where `verdict` is "valid" or "invalid" and `error` null, or the reason: "bad-line", a code of jose::Jwk::parse() or
/// a cause of jose::Verification. The id is given back as it came; without one it is null, and "line" has the number.
/// A genuine token that only Microsoft's own API can verify ("graph-nonce") is invalid here.
class CaseVerifier {
public:
    CaseVerifier();
    ~CaseVerifier();
    CaseVerifier(const CaseVerifier&) = delete;
    CaseVerifier& operator=(const CaseVerifier&) = delete;

    [[nodiscard]] QByteArray answer(QByteArrayView line, qint64 number);

private:
    struct Keys;
    std::unique_ptr<Keys> m_last; // files of many tokens repeat their key
};

/// Answers every line of `in` with a line of `out`, in the same order, in bounded memory; what there is to answer is
/// written before waiting for more. Returns the exit code: 0 when every line was answered, whatever the answers, and 3
/// if the input could not be read or the output not be written.
[[nodiscard]] int verifyCases(QIODevice& in, QIODevice& out);

} // namespace assayer::cli
