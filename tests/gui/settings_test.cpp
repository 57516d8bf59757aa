#include "settings.hpp"

#include <QCoreApplication>
#include <QSettings>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

namespace palpate::gui {
namespace {

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
