// SPDX-License-Identifier: Apache-2.0
#include "panels/claimuse.h"

#include "jose/base64url.h"
#include "models/tokenmodel.h"

#include <QItemSelectionModel>
#include <QTest>

using namespace assayer;
using models::TokenModel;

namespace {

inspection::Inspection inspectionOf(const QByteArray& payload)
{
    using jose::base64url::encode;
    inspection::Inspection inspection;
    inspection.token = jose::takeApart(encode("{\"alg\":\"RS256\"}") + '.' + encode(payload) + '.' + encode("s"));
    return inspection;
}

} // namespace

class TestClaimUse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void claim_isToldWithItsUse()
    {
        TokenModel model;
        QItemSelectionModel selection(&model);
        QWidget window;
        panels::ClaimUse use(&selection, &window);
        window.show();
        QVERIFY(!use.isVisible());
        model.setInspection(
            inspectionOf("{\"iss\":\"https://sts.windows.net/x/\",\"roles\":[\"R\"],\"name\":\"A\",\"strange\":1}"));
        QVERIFY(use.isVisible());
        QVERIFY(use.fullText().startsWith(QLatin1String("Select a claim")));
        const auto select = [&](const char* claim) {
            selection.setCurrentIndex(model.indexOfClaim(QLatin1String(claim)), QItemSelectionModel::SelectCurrent);
            return use.fullText();
        };
        QVERIFY2(select("roles").startsWith(QLatin1String("roles: An API may decide access")),
                 qPrintable(select("roles")));
        QCOMPARE(select("name"), QStringLiteral("name: No access may be decided on it."));
        QCOMPARE(select("strange"), QStringLiteral("Whether access may be decided on this is not known."));
        // What stands inside a claim is used as the claim is.
        selection.setCurrentIndex(model.index(0, TokenModel::ValueColumn, model.indexOfClaim(QStringLiteral("roles"))),
                                  QItemSelectionModel::SelectCurrent);
        QVERIFY(use.fullText().startsWith(QLatin1String("roles: An API may decide access")));
        selection.setCurrentIndex(model.indexOfSection(jose::Section::Payload), QItemSelectionModel::SelectCurrent);
        QVERIFY(use.fullText().startsWith(QLatin1String("Select a claim")));
        model.clear();
        QVERIFY(!use.isVisible());
    }
};

QTEST_MAIN(TestClaimUse)
#include "tst_claimuse.moc"
