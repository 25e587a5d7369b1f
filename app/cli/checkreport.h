// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/options.h"
#include "inspection/inspection.h"

namespace assayer::cli {

/// One profile of «check», when it is done.
struct Checked {
    QString path; ///< as the user would name it, with «/»; empty for the worked example
    QString name;
    inspection::Inspection inspection;
    qint64 milliseconds = 0;
};

/// The whole answer, ending in a line break. Names and causes are never translated in JSON, JUnit XML and SARIF 2.1.0;
/// no signature and no secret is in any of them; text from outside is made visible where the form cannot hold it.
[[nodiscard]] QByteArray report(const QList<Checked>& checked, CheckFormat format);

/// JUnit's form, as CI servers read it: a suite a profile, a case a check; what could not be checked is skipped, and
/// what has no token is an error.
[[nodiscard]] QByteArray toJUnit(const QList<Checked>& checked);

/// The worst of all: 3 if any has no token, else 1 if any fails, else 0. 3 for none at all.
[[nodiscard]] int exitCodeOf(const QList<Checked>& checked);

/// The profile's name as far as it is worth a line, safe to show.
[[nodiscard]] QString shownName(const Checked& one);

/// «The authority says: …», cut and safe to show; empty if it said nothing of its own.
[[nodiscard]] QString authoritysWords(const inspection::Inspection& inspection);

/// «authority refused», «failure» or «no-token»: a stable name for why there is no token.
[[nodiscard]] QString reasonOf(const inspection::Inspection& inspection);

} // namespace assayer::cli
