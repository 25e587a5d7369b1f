// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <stdexcept>

namespace assayer::test {

inline QByteArray tlsFile(const QString& name)
{
    QFile file(QStringLiteral(ASSAYER_SOURCE_DIR "/tests/data/tls/") + name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no file " + name.toStdString());
    return file.readAll();
}

/// A server's side with one of the certificates of tests/data/tls: good, expired, future, other-host, self-signed.
inline QSslConfiguration serverTls(const QString& name)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(tlsFile(name + QStringLiteral(".cert.pem"))));
    configuration.setPrivateKey(QSslKey(tlsFile(name + QStringLiteral(".key.pem")), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

/// As long as it lives, the process trusts the authority of tests/data/tls and nobody else, or nobody at all.
class TrustedAuthorities {
public:
    enum class Trust { TestAuthority, Nobody };

    explicit TrustedAuthorities(Trust trust)
    {
        QSslConfiguration configuration = m_before;
        QList<QSslCertificate> authorities;
        if (trust == Trust::TestAuthority)
            authorities.append(QSslCertificate(tlsFile(QStringLiteral("authority.cert.pem"))));
        configuration.setCaCertificates(authorities);
        QSslConfiguration::setDefaultConfiguration(configuration);
    }
    ~TrustedAuthorities() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(TrustedAuthorities)

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

} // namespace assayer::test
