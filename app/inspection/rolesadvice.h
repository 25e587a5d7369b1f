// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "inspection/phrases.h"

/// What several causes of the roles check share.
namespace assayer::inspection {

/// One role of several, as the lines under the check are.
[[nodiscard]] bool isAboutOne(const Telling& telling);
/// The roles that the words are about.
[[nodiscard]] QStringList missingOf(const Telling& telling);
/// Those of them that the finding explains; all, if none is said to be.
[[nodiscard]] QStringList explainedOf(const Telling& telling);
/// Missing although a list of assignments shows the client's grant.
[[nodiscard]] QStringList grantedOf(const Telling& telling);
/// The explained in a sentence: «a» and «b», or one of them where one will do.
[[nodiscard]] QString explainedInWords(const Telling& telling);
/// Whether roles are granted as Entra does it: its tokens, the practice tenant's too, name their tenant.
[[nodiscard]] bool isGrantedAsAppRole(const Inspection& inspection);
/// How a client comes to an application role.
void adviseGranting(Telling& telling);

} // namespace assayer::inspection
