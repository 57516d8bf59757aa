#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <QApplication>
#include <QDir>
#include <QStyleFactory>
#include <QTimer>

#include "palpate/core/version.hpp"

#include "main_window.hpp"
#include "map_picture.hpp"
#include "measurement_service.hpp"
#include "settings.hpp"
#include "theme.hpp"

#include <CLI/CLI.hpp>

namespace {

using namespace palpate;

struct Options {
    std::string session;
    std::string after;
    std::optional<std::string> demo_scenario;
    std::vector<std::string> snapshot;
    std::string map = "peak";
    std::vector<std::string> screenshot;
    std::string page = "live";
    std::string technique;
    std::string theme;
    std::string size = "1280x800";
    int font_scale_pct = 0;
};

int complain(const std::string& message)
{
    static_cast<void>(std::fprintf(stderr, "palpate-gui: %s\n", message.c_str()));
    return 1;
}

void describeOptions(CLI::App& app, Options& options)
{
    app.set_version_flag("--version", std::string(softwareName()));
    app.add_option(
        "SESSION", options.session,
        "open this session in the review page; with --page compare the one before; with --page trend "
        "the client's, or a folder of sessions");
    app.add_option("AFTER", options.after, "with --page compare: the session to compare with");
    app.add_option_function<std::string>(
           "--demo", [&options](const std::string& scenario) { options.demo_scenario = scenario; },
           "connect to the simulator at start and record (scenario: holds, rolling, lying, empty, or a "
           "technique, well or badly: upper-back-too-fast)")
        ->expected(0, 1)
        ->default_str("holds")
        ->type_name("[SCENARIO]");
    app.add_option("--snapshot", options.snapshot, "write a map of a session as a picture and exit")
        ->expected(2)
        ->type_name("SESSION.h5 OUT.png");
    app.add_option("--map", options.map,
                   "map of --snapshot: peak, mean, time_integral, sustained or tenderness");
    app.add_option("--screenshot-after", options.screenshot,
                   "write the window as a picture after S seconds and exit")
        ->expected(2)
        ->type_name("S OUT.png");
    app.add_option("--page", options.page, "page to begin with")
        ->check(CLI::IsMember({"live", "techniques", "review", "compare", "trend", "settings"}));
    app.add_option("--technique", options.technique, "id of the technique to begin with");
    app.add_option("--theme", options.theme, "dark or light, for this run")
        ->check(CLI::IsMember({"dark", "light"}));
    app.add_option("--size", options.size, "size of the window, WIDTHxHEIGHT");
    app.add_option("--font-scale", options.font_scale_pct, "text size in per cent, for this run")
        ->check(CLI::Range(50, 300));
}

gui::Settings settingsFor(const Options& options)
{
    gui::Settings settings = gui::loadSettings();
    if (!options.theme.empty()) {
        settings.theme = options.theme == "light" ? gui::ThemeKind::Light : gui::ThemeKind::Dark;
    }
    if (options.font_scale_pct > 0) {
        settings.font_scale_pct = options.font_scale_pct;
    }
    return settings;
}

void takeScreenshotLater(gui::MainWindow& window, double seconds, const std::string& path)
{
    QTimer::singleShot(static_cast<int>(seconds * 1000.0), &window, [&window, path] {
        const bool saved = window.grab().save(QString::fromStdString(path), "PNG");
        window.close();
        QApplication::exit(saved ? 0 : complain("the picture " + path + " cannot be written"));
    });
}

std::filesystem::path demoFolder()
{
    return std::filesystem::path(QDir::tempPath().toStdString()) / "palpate-demo";
}

void showPage(gui::MainWindow& window, const std::string& page)
{
    if (page == "review") {
        window.showPage(gui::PageRail::Review);
    } else if (page == "techniques") {
        window.showPage(gui::PageRail::Techniques);
    } else if (page == "compare") {
        window.showPage(gui::PageRail::Compare);
    } else if (page == "trend") {
        window.showPage(gui::PageRail::Trend);
    } else if (page == "settings") {
        window.showPage(gui::PageRail::Settings);
    }
}

void openSessions(gui::MainWindow& window, const Options& options)
{
    if (options.session.empty()) {
        return;
    }
    if (options.page == "trend") {
        window.trendPage().open(options.session);
    } else if (options.page != "compare") {
        window.openSession(options.session);
    } else if (options.after.empty()) {
        window.comparePage().presenter().beginWith(options.session);
    } else {
        window.compareSessions(options.session, options.after);
    }
}

int runWindow(const Options& options, const gui::Settings& settings)
{
    gui::MainWindow window(settings, gui::connectMeasurement);
    const QStringList size = QString::fromStdString(options.size).split(QLatin1Char('x'));
    if (size.size() == 2) {
        window.resize(size[0].toInt(), size[1].toInt());
    }
    showPage(window, options.page);
    if (!options.technique.empty() && !window.useTechnique(options.technique)) {
        return complain("there is no technique '" + options.technique + "'");
    }
    openSessions(window, options);
    if (options.demo_scenario.has_value()) {
        window.startDemo(*options.demo_scenario, demoFolder());
    }
    window.show();
    if (options.screenshot.size() == 2) {
        takeScreenshotLater(window, QString::fromStdString(options.screenshot[0]).toDouble(),
                            options.screenshot[1]);
    }
    return QApplication::exec();
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || qEnvironmentVariableIsSet("DISPLAY") ||
           qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

}  // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("Palpate: pressure-mat measurement for physical therapists", "palpate-gui");
    describeOptions(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    if (!hasDisplay()) {
        if (options.snapshot.empty() && options.screenshot.empty()) {
            return complain("there is no display: set DISPLAY, or use --snapshot SESSION.h5 OUT.png");
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("palpate"));
    QCoreApplication::setApplicationName(QStringLiteral("palpate-gui"));
    const gui::Settings settings = settingsFor(options);
    gui::applyTheme(application, gui::makeTheme(settings.theme), settings.font_scale_pct);
    if (!options.snapshot.empty()) {
        const Result<void> written =
            gui::writeMapPicture(options.snapshot[0], options.map, options.snapshot[1], settings);
        return written ? 0 : complain(written.error().message);
    }
    return runWindow(options, settings);
}
