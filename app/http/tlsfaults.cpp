// SPDX-License-Identifier: Apache-2.0
#include "http/tlsfaults.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslCipher>

#include <algorithm>
#include <array>

namespace assayer::http {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

enum class Fault { HostMismatch, Expired, NotYetValid, Revoked, SelfSigned, UnknownCa, Other };

Fault faultOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::HostNameMismatch:
        return Fault::HostMismatch;
    case QSslError::CertificateExpired:
        return Fault::Expired;
    case QSslError::CertificateNotYetValid:
        return Fault::NotYetValid;
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return Fault::Revoked;
    case QSslError::SelfSignedCertificate:
        return Fault::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Fault::UnknownCa;
    default:
        return Fault::Other;
    }
}

QString sentence(Fault fault, const QString& host)
{
    switch (fault) {
    case Fault::HostMismatch:
        return tr("The certificate is not for %1: whoever answered there is somebody else, or the name is wrong.")
            .arg(host);
    case Fault::Expired:
        return tr("The certificate of %1 has expired.").arg(host);
    case Fault::NotYetValid:
        return tr("The certificate of %1 is not valid yet; this computer's clock may be behind.").arg(host);
    case Fault::Revoked:
        return tr("The certificate of %1 has been revoked.").arg(host);
    case Fault::SelfSigned:
        return tr("The certificate of %1 is self-signed: nobody whom this computer trusts vouches for it.").arg(host);
    case Fault::UnknownCa:
        return tr("The certificate of %1 comes from a certification authority that this computer does not trust.")
            .arg(host);
    case Fault::Other:
        break;
    }
    return tr("The certificate of %1 cannot be trusted.").arg(host);
}

QString code(Fault fault)
{
    static const std::array<const char*, 7> codes = {
        "certificate-host-mismatch", "certificate-expired",    "certificate-not-yet-valid", "certificate-revoked",
        "certificate-self-signed",   "certificate-unknown-ca", "certificate-other"};
    return QString::fromLatin1(codes[static_cast<size_t>(fault)]);
}

QString name(const QSslCertificate& certificate, bool subject)
{
    using Info = QSslCertificate::SubjectInfo;
    for (const Info info :
         {QSslCertificate::CommonName, QSslCertificate::Organization, QSslCertificate::OrganizationalUnitName}) {
        const QStringList values = subject ? certificate.subjectInfo(info) : certificate.issuerInfo(info);
        if (!values.isEmpty())
            return values.join(QLatin1String(", "));
    }
    return subject ? certificate.subjectDisplayName() : certificate.issuerDisplayName();
}

QString describe(const QSslCertificate& certificate)
{
    return tr("%1, issued by %2, valid until %3")
        .arg(name(certificate, true), name(certificate, false),
             certificate.expiryDate().toUTC().date().toString(Qt::ISODate));
}

} // namespace

Failure certificateFailure(const QString& host, const QList<QSslError>& errors)
{
    Fault worst = Fault::Other;
    QStringList details;
    for (const QSslError& error : errors) {
        worst = std::min(worst, faultOf(error.error()));
        QString line = error.errorString();
        if (!error.certificate().isNull())
            line += QStringLiteral(" (%1)").arg(describe(error.certificate()));
        if (error.error() == QSslError::HostNameMismatch) {
            const QStringList names = error.certificate().subjectAlternativeNames().values();
            if (!names.isEmpty())
                line += tr(" The certificate is for: %1").arg(names.join(QLatin1String(", ")));
        }
        if (!details.contains(line))
            details.append(line);
    }
    return {FailureKind::Tls, sentence(worst, host), details.join(QLatin1Char('\n')), code(worst)};
}

std::optional<TlsFacts> tlsFacts(const QSslConfiguration& configuration)
{
    TlsFacts facts;
    switch (configuration.sessionProtocol()) {
    case QSsl::TlsV1_2:
        facts.version = QStringLiteral("TLS 1.2");
        break;
    case QSsl::TlsV1_3:
        facts.version = QStringLiteral("TLS 1.3");
        break;
    default:
        break;
    }
    facts.cipher = configuration.sessionCipher().name();
    for (const QSslCertificate& certificate : configuration.peerCertificateChain())
        facts.chain.append(describe(certificate));
    if (facts.version.isEmpty() && facts.cipher.isEmpty() && facts.chain.isEmpty())
        return std::nullopt;
    return facts;
}

} // namespace assayer::http
