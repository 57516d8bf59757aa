#include "settings.hpp"

#include <algorithm>

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

#include "display_text.hpp"

namespace palpate::gui {

namespace {

std::filesystem::path defaultSessionsFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString base = documents.isEmpty() ? QDir::homePath() : documents;
    return {(base + QStringLiteral("/Palpate")).toStdString()};
}

double readPositive(const QSettings& stored, const QString& key, double fallback)
{
    bool ok = false;
    const double value = stored.value(key, fallback).toDouble(&ok);
    return ok && value > 0.0 && value < 1e7 ? value : fallback;
}

QString setUpKey()
{
    return QStringLiteral("setup_of_mat/");
}

std::map<std::string, SetUp> readSetUps(const QSettings& stored)
{
    std::map<std::string, SetUp> setups;
    for (const QString& key : stored.allKeys()) {
        if (!key.startsWith(setUpKey())) {
            continue;
        }
        const Result<SetUp> setup = parseSetUp(stored.value(key).toString().toStdString());
        if (setup) {
            setups[key.mid(setUpKey().size()).toStdString()] = *setup;
        }
    }
    return setups;
}

/// What users type as names may hold what QSettings takes for a group.
QString keyOf(const QString& group, const std::string& name)
{
    return group + QString::fromUtf8(QUrl::toPercentEncoding(QString::fromStdString(name)));
}

std::map<std::string, QString> readNamed(const QSettings& stored, const QString& group)
{
    std::map<std::string, QString> values;
    for (const QString& key : stored.allKeys()) {
        if (key.startsWith(group)) {
            const QString name = QUrl::fromPercentEncoding(key.mid(group.size()).toUtf8());
            values[name.toStdString()] = stored.value(key).toString();
        }
    }
    return values;
}

QString placementGroup()
{
    return QStringLiteral("placement_of/");
}

QString screeningGroup()
{
    return QStringLiteral("screened_on/");
}

QString placementText(const Placement& placement)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(placement.centre.x_mm)
        .arg(placement.centre.y_mm)
        .arg(placement.turn_deg)
        .arg(placement.scale);
}

std::map<std::string, Placement> readPlacements(const QSettings& stored)
{
    std::map<std::string, Placement> placements;
    for (const auto& [name, text] : readNamed(stored, placementGroup())) {
        const QStringList numbers = text.split(QLatin1Char(' '));
        bool is_scale = false;
        const double scale = numbers.size() == 4 ? numbers[3].toDouble(&is_scale) : 0.0;
        if (is_scale && scale >= kLeastScale && scale <= kMostScale) {
            placements[name] = {.centre = {.x_mm = numbers[0].toDouble(), .y_mm = numbers[1].toDouble()},
                                .turn_deg = numbers[2].toDouble(),
                                .scale = scale};
        }
    }
    return placements;
}

}  // namespace

Settings loadSettings()
{
    const QSettings stored;
    Settings settings;
    settings.theme = stored.value(QStringLiteral("theme")).toString() == QStringLiteral("light")
                         ? ThemeKind::Light
                         : ThemeKind::Dark;
    settings.font_scale_pct =
        std::clamp(static_cast<int>(readPositive(stored, QStringLiteral("font_scale_pct"), 100.0)), 50, 300);
    settings.color_map = stored.value(QStringLiteral("color_map")).toString() == QStringLiteral("viridis")
                             ? ColorMap::Viridis
                             : ColorMap::Cividis;
    settings.range_kpa = readPositive(stored, QStringLiteral("range_kpa"), settings.range_kpa);
    settings.range_tool_kpa = readPositive(stored, QStringLiteral("range_tool_kpa"), settings.range_tool_kpa);
    settings.range_kpa_s = readPositive(stored, QStringLiteral("range_kpa_s"), settings.range_kpa_s);
    settings.range_s = readPositive(stored, QStringLiteral("range_s"), settings.range_s);
    settings.hold_kpa = readPositive(stored, QStringLiteral("hold_kpa"), settings.hold_kpa);
    if (stored.contains(QStringLiteral("contact_kpa"))) {
        settings.contact_kpa = readPositive(stored, QStringLiteral("contact_kpa"), 1.0);
    }
    settings.setup_of_mat = readSetUps(stored);
    settings.placement_of = readPlacements(stored);
    for (const auto& [client, day] : readNamed(stored, screeningGroup())) {
        settings.screened_on[client] = day.toStdString();
    }
    settings.shows_breathing =
        stored.value(QStringLiteral("shows_breathing"), settings.shows_breathing).toBool();
    settings.plays_cues = stored.value(QStringLiteral("plays_cues"), settings.plays_cues).toBool();
    const QString folder = stored.value(QStringLiteral("sessions_folder")).toString();
    settings.sessions_folder =
        folder.isEmpty() ? defaultSessionsFolder() : std::filesystem::path(folder.toStdString());
    return settings;
}

void saveSettings(const Settings& settings)
{
    QSettings stored;
    stored.setValue(QStringLiteral("theme"),
                    settings.theme == ThemeKind::Light ? QStringLiteral("light") : QStringLiteral("dark"));
    stored.setValue(QStringLiteral("font_scale_pct"), settings.font_scale_pct);
    stored.setValue(QStringLiteral("color_map"), settings.color_map == ColorMap::Viridis
                                                     ? QStringLiteral("viridis")
                                                     : QStringLiteral("cividis"));
    stored.setValue(QStringLiteral("range_kpa"), settings.range_kpa);
    stored.setValue(QStringLiteral("range_tool_kpa"), settings.range_tool_kpa);
    stored.setValue(QStringLiteral("range_kpa_s"), settings.range_kpa_s);
    stored.setValue(QStringLiteral("range_s"), settings.range_s);
    stored.setValue(QStringLiteral("hold_kpa"), settings.hold_kpa);
    if (settings.contact_kpa.has_value()) {
        stored.setValue(QStringLiteral("contact_kpa"), *settings.contact_kpa);
    } else {
        stored.remove(QStringLiteral("contact_kpa"));
    }
    for (const auto& [mat_id, setup] : settings.setup_of_mat) {
        stored.setValue(setUpKey() + QString::fromStdString(mat_id), fromUtf8(toString(setup)));
    }
    for (const auto& [name, placement] : settings.placement_of) {
        stored.setValue(keyOf(placementGroup(), name), placementText(placement));
    }
    for (const auto& [client, day] : settings.screened_on) {
        stored.setValue(keyOf(screeningGroup(), client), QString::fromStdString(day));
    }
    stored.setValue(QStringLiteral("shows_breathing"), settings.shows_breathing);
    stored.setValue(QStringLiteral("plays_cues"), settings.plays_cues);
    stored.setValue(QStringLiteral("sessions_folder"),
                    QString::fromStdString(settings.sessions_folder.string()));
}

std::optional<SetUp> rememberedSetUp(const Settings& settings, const std::string& mat_id)
{
    const auto found = settings.setup_of_mat.find(mat_id);
    return found == settings.setup_of_mat.end() ? std::nullopt : std::optional<SetUp>(found->second);
}

std::string placementKey(const std::string& technique_id, const std::string& mat_id)
{
    return technique_id + " on " + mat_id;
}

double& pressureRange(Settings& settings, std::optional<SetUp> setup)
{
    return setup == SetUp::ToolOnMat ? settings.range_tool_kpa : settings.range_kpa;
}

AnalysisSettings analysisSettings(const Settings& settings)
{
    AnalysisSettings analysis;
    if (settings.contact_kpa.has_value()) {
        analysis.contact = Pressure{*settings.contact_kpa};
    }
    analysis.hold = Pressure{settings.hold_kpa};
    return analysis;
}

}  // namespace palpate::gui
