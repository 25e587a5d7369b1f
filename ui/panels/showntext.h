// SPDX-License-Identifier: Apache-2.0
#pragma once

class QLineEdit;
class QString;

namespace assayer::panels {

/// Puts a profile's value into its field, with its beginning in sight. A field that holds it already is left alone,
/// so that the caret stays where somebody types.
void showFromStart(QLineEdit* edit, const QString& text);

} // namespace assayer::panels
