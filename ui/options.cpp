// SPDX-License-Identifier: Apache-2.0
#include "options.h"

#include <QCommandLineParser>

#include <string_view>

namespace assayer {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("assayer", text);
}

std::optional<QSize> parseSize(const QString& text)
{
    bool widthOk = false, heightOk = false;
    const QSize size(text.section(u'x', 0, 0).toInt(&widthOk), text.section(u'x', 1).toInt(&heightOk));
    constexpr int largest = 16'384;
    if (!widthOk || !heightOk || size.width() < 1 || size.height() < 1 || size.width() > largest ||
        size.height() > largest)
        return std::nullopt;
    return size;
}

} // namespace

Options parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Inspector for service-to-service access tokens"));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     tr("Print the versions and end."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, tr("Print this and end."));
    const QCommandLineOption example(QStringLiteral("worked-example"),
                                     tr("Open the worked example and get its token."));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"), tr("Save a picture of the window and end."),
                                        QStringLiteral("file"));
    const QCommandLineOption size(QStringLiteral("size"), tr("The window's size."), QStringLiteral("WxH"));
    const QCommandLineOption theme(QStringLiteral("theme"), tr("light, dark or system."), QStringLiteral("name"));
    const QCommandLineOption page(QStringLiteral("page"), tr("token, exchange, answer or roles."),
                                  QStringLiteral("name"));
    const QCommandLineOption firstFrame(
        QStringLiteral("first-frame"),
        tr("Print the memory in use, in kB, when the window has been drawn for the first time, and end."));
    parser.addOptions({firstFrame, version, help, example, screenshot, size, theme, page});
    parser.addPositionalArgument(QStringLiteral("files"), tr("Profiles or tokens to open."),
                                 QStringLiteral("[files…]"));

    Options options;
    if (!parser.parse(arguments))
        options.problem = parser.errorText();
    if (parser.isSet(help))
        options.help = parser.helpText();
    options.workedExample = parser.isSet(example);
    options.firstFrame = parser.isSet(firstFrame);
    options.screenshot = parser.value(screenshot);
    options.files = parser.positionalArguments();
    options.theme = parser.value(theme);
    options.page = parser.value(page);
    options.size = parseSize(parser.value(size));
    const QStringList themes{QString(), QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")};
    if (parser.isSet(size) && !options.size)
        options.problem = tr("--size wants a width and a height: 1360x860");
    else if (!themes.contains(options.theme))
        options.problem = tr("--theme wants light, dark or system");
    else if (!QStringList{QString(), QStringLiteral("token"), QStringLiteral("exchange"), QStringLiteral("answer"),
                          QStringLiteral("roles")}
                  .contains(options.page))
        options.problem = tr("--page wants token, exchange, answer or roles");
    return options;
}

bool asksForWordsOnly(int argc, const char* const* argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        if (argument == "-v" || argument == "--version" || argument == "-h" || argument == "--help")
            return true;
    }
    return false;
}

} // namespace assayer
