#include <QApplication>

#include <gmock/gmock.h>

#include "theme.hpp"

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    palpate::gui::applyTheme(application, palpate::gui::makeTheme(palpate::gui::ThemeKind::Dark), 100);
    ::testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
