// SPDX-License-Identifier: Apache-2.0
#include "checktesting.h"

using namespace assayer::checks;
using namespace assayer::checks::testing;
using assayer::jose::SignatureStatus;

Q_DECLARE_METATYPE(assayer::jose::SignatureStatus)
Q_DECLARE_METATYPE(assayer::checks::Status)

/// What the verification found is passed on; what the token alone decides is not left to it.
class SignatureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verification_decides_data()
    {
        QTest::addColumn<SignatureStatus>("found");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<Status>("status");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("valid") << SignatureStatus::Valid << QString() << Status::Pass << QString();
        for (const char* cause : {"bad", "key-not-found", "algorithm-none", "algorithm-mismatch", "weak-key",
                                  "truncated", "app-specific-key", "key-issuer", "critical-header"}) {
            QTest::newRow(cause) << SignatureStatus::Invalid << QString::fromLatin1(cause) << Status::Fail
                                 << QString::fromLatin1(cause);
        }
        QTest::newRow("graph-nonce") << SignatureStatus::Valid << "graph-nonce" << Status::Warning << "graph-nonce";
        QTest::newRow("graph-nonce invalid")
            << SignatureStatus::Invalid << "graph-nonce" << Status::Warning << "graph-nonce";
        QTest::newRow("no keys") << SignatureStatus::Unchecked << "keys-unavailable" << Status::Unchecked
                                 << "keys-unavailable";
        QTest::newRow("nothing known") << SignatureStatus::Unchecked << QString() << Status::Unchecked
                                       << "keys-unavailable";
        QTest::newRow("unsupported") << SignatureStatus::Unchecked << "unsupported" << Status::Unchecked
                                     << "unsupported";
        QTest::newRow("a cause that is not ours") << SignatureStatus::Invalid << "strange" << Status::Fail << "other";
        QTest::newRow("invalid without cause") << SignatureStatus::Invalid << QString() << Status::Fail << "other";
    }
    void verification_decides()
    {
        QFETCH(SignatureStatus, found);
        QFETCH(QString, cause);
        QFETCH(Status, status);
        QFETCH(QString, wanted);
        Snapshot snapshot = snapshotWith("{}");
        snapshot.verification.status = found;
        snapshot.verification.cause = cause;
        const Result result = *judge(snapshot).find(CheckId::Signature);
        compareCause(result, wanted);
        QCOMPARE(result.status, status);
    }

    void microsoftsOwn_warnsWhateverChecksIt()
    {
        Snapshot snapshot = snapshotWith("{}");
        snapshot.verification.cause = QStringLiteral("graph-nonce");
        snapshot.expectations.middleware = assayer::profile::Middleware::AspNetCore;
        QCOMPARE(judge(snapshot).find(CheckId::Signature)->status, Status::Warning);
    }

    void unnamedKey_mayBeAnother()
    {
        Snapshot snapshot = snapshotWith("{}");
        snapshot.verification.status = SignatureStatus::Invalid;
        snapshot.verification.cause = QStringLiteral("bad");
        const QString argument = QStringLiteral("unnamedKey");
        QVERIFY(!judge(snapshot).find(CheckId::Signature)->arguments.contains(argument));
        snapshot.verification.keyHasId = false;
        QVERIFY(judge(snapshot).find(CheckId::Signature)->arguments.contains(argument));
        snapshot.token = tokenOf(quotedJson("{'alg':'RS256'}"), claimsWith("{}"));
        QVERIFY(!judge(snapshot).find(CheckId::Signature)->arguments.contains(argument));
    }

    void everyCause_isPassedOn()
    {
        for (const Cause& cause : causes) {
            if (cause.check == CheckId::Signature) {
                Snapshot snapshot = snapshotWith("{}");
                snapshot.verification.status = SignatureStatus::Invalid;
                snapshot.verification.cause = QString(cause.text()).section(u'.', 1);
                QCOMPARE(judge(snapshot).find(CheckId::Signature)->cause, QString(cause.text()));
            }
        }
    }

    void token_decidesWithoutKeys_data()
    {
        QTest::addColumn<QByteArray>("compact");
        QTest::addColumn<QString>("wanted");
        const auto signedBy = [](const QByteArray& header) {
            return tokenOf(quotedJson(header), claimsWith("{}")).compact;
        };
        QTest::newRow("alg none, empty signature")
            << tokenOf(quotedJson("{'alg':'none'}"), claimsWith("{}"), "").compact << "algorithm-none";
        QTest::newRow("alg none, a signature") << signedBy("{'alg':'none'}") << "algorithm-none";
        QTest::newRow("crit") << signedBy("{'alg':'RS256','crit':['exp']}") << "critical-header";
        QTest::newRow("neither") << signedBy("{'alg':'RS256'}") << "keys-unavailable";
        QTest::newRow("opaque") << QByteArray("hello") << "unsupported";
        QTest::newRow("encrypted") << QByteArray("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y3Q.dGFn")
                                   << "unsupported";
    }
    void token_decidesWithoutKeys()
    {
        QFETCH(QByteArray, compact);
        QFETCH(QString, wanted);
        Snapshot snapshot = snapshotOf(assayer::jose::takeApart(compact));
        snapshot.verification = {};
        compareCause(*judge(snapshot).find(CheckId::Signature), wanted);
        // A verification that claims otherwise does not change it.
        if (wanted == QLatin1String("algorithm-none") || wanted == QLatin1String("critical-header")) {
            snapshot.verification.status = SignatureStatus::Valid;
            QCOMPARE(judge(snapshot).find(CheckId::Signature)->status, Status::Fail);
        }
    }
};

QTEST_GUILESS_MAIN(SignatureTest)
#include "tst_signature.moc"
