// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <optional>

// bench_start ASSAYER EMPTYWINDOW: process start to the first complete frame, and the memory then, of both programs in
// turn. Ends with 1 if the program takes more than 1.6 times the time or 1.8 times the memory of an empty window.

namespace {

constexpr int rounds = 15;
constexpr double mostTime = 1.6;
constexpr double mostMemory = 1.8;

struct Start {
    double milliseconds = 0;
    double kilobytes = 0;
};

std::optional<Start> startOnce(const QString& program, const QStringList& arguments, const QString& home)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    constexpr int longest = 20'000;
    while (!process.canReadLine() && process.waitForReadyRead(longest)) { }
    const double milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const QList<QByteArray> words = process.readLine().trimmed().split(' ');
    process.waitForFinished(longest);
    if (words.size() != 2 || words.first() != "frame" || words.last().toDouble() <= 0)
        return std::nullopt;
    return Start{milliseconds, words.last().toDouble()};
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    const QStringList programs = QCoreApplication::arguments().mid(1);
    if (programs.size() != 2) {
        out << "usage: bench_start ASSAYER EMPTYWINDOW" << Qt::endl;
        return 2;
    }
    const QTemporaryDir home;
    QList<double> times[2];
    QList<double> memory[2];
    for (int round = -1; round < rounds; ++round) { // the first warms the file cache
        for (int one = 0; one < 2; ++one) {
            const QStringList arguments = one == 0 ? QStringList{QStringLiteral("--first-frame")} : QStringList();
            const auto start = startOnce(programs.at(one), arguments, home.path());
            if (!start) {
                out << programs.at(one) << " drew no frame" << Qt::endl;
                return 1;
            }
            if (round >= 0) {
                times[one] << start->milliseconds;
                memory[one] << start->kilobytes;
            }
        }
    }
    const double timeRatio = median(times[0]) / median(times[1]);
    const double memoryRatio = median(memory[0]) / median(memory[1]);
    out << "first frame: " << median(times[0]) << " ms, an empty window " << median(times[1]) << " ms, ratio "
        << timeRatio << " (at most " << mostTime << ")\n"
        << "memory: " << median(memory[0]) << " kB, an empty window " << median(memory[1]) << " kB, ratio "
        << memoryRatio << " (at most " << mostMemory << ")" << Qt::endl;
    return timeRatio <= mostTime && memoryRatio <= mostMemory ? 0 : 1;
}
