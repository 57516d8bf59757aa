#include "settings.hpp"

#include <QCoreApplication>
#include <QSettings>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

namespace palpate::gui {
namespace {

TEST(Settings, RememberWhereOutlinesLieAndWhoWasAsked)
{
    const support::TempDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(folder.path().string()));
    QCoreApplication::setOrganizationName(QStringLiteral("palpate-test"));
    QCoreApplication::setApplicationName(QStringLiteral("technique"));
    Settings settings;
    settings.sessions_folder = folder.path();
    settings.placement_of[placementKey("upper-back", "jq-32x32")] = {
        .centre = {.x_mm = 201.5, .y_mm = 330.0}, .turn_deg = -85.0, .scale = 0.75};
    settings.screened_on = {{"P/04 17", "2026-11-27"}, {"Ä-1", "2026-11-28"}};
    settings.shows_breathing = false;
    settings.plays_cues = true;
    saveSettings(settings);
    const Settings loaded = loadSettings();
    EXPECT_EQ(loaded.placement_of, settings.placement_of);
    EXPECT_EQ(loaded.screened_on, settings.screened_on);
    EXPECT_FALSE(loaded.shows_breathing);
    EXPECT_TRUE(loaded.plays_cues);
}

TEST(Settings, RememberHowEachMatLies)
{
    const support::TempDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(folder.path().string()));
    QCoreApplication::setOrganizationName(QStringLiteral("palpate-test"));
    QCoreApplication::setApplicationName(QStringLiteral("settings"));
    Settings settings;
    settings.sessions_folder = folder.path();
    settings.setup_of_mat = {{"palpate-64x64", SetUp::PressedFromAbove}, {"jq-32x32", SetUp::ToolOnMat}};
    saveSettings(settings);
    const Settings loaded = loadSettings();
    EXPECT_EQ(loaded.setup_of_mat, settings.setup_of_mat);
    EXPECT_EQ(rememberedSetUp(loaded, "jq-32x32"), SetUp::ToolOnMat);
    EXPECT_EQ(rememberedSetUp(loaded, "another"), std::nullopt);
}

}  // namespace
}  // namespace palpate::gui
