#include "live_page.hpp"

#include <memory>

#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "hand_made_data.hpp"

namespace palpate::gui {
namespace {

/// A page on a fake service; `service` lives as long as the page is connected.
struct Stage {
    explicit Stage(std::optional<SetUp> setup = SetUp::MatBetween, ThemeKind kind = ThemeKind::Dark)
        : page(makeTheme(kind), Settings{},
               [this](const ConnectChoice&, const AnalysisSettings&) -> Result<std::unique_ptr<LiveService>> {
                   auto made_service = std::make_unique<made::FakeService>(made::mat());
                   service = made_service.get();
                   service->latest = next;
                   service->points = made::history();
                   return std::unique_ptr<LiveService>(std::move(made_service));
               })
    {
        choice.port = "sim:holds";
        choice.info.setup = setup;
        choice.info.client_code = "P-0417";
        choice.info.technique = "Neck and upper traps";
        choice.info.side = Side::Left;
        choice.info.phase = Phase::Before;
    }

    void show(const live::Snapshot& snapshot)
    {
        next = std::make_shared<const live::Snapshot>(snapshot);
        if (service == nullptr) {
            ASSERT_TRUE(page.presenter().connectTo(choice));
            page.resize(1196, 800);
            page.show();
        } else {
            service->latest = next;
            page.presenter().refresh();
        }
        QCoreApplication::processEvents();
    }

    made::FakeService* service = nullptr;
    std::shared_ptr<const live::Snapshot> next;
    ConnectChoice choice;
    LivePage page;
};

QString headline(const LivePage& page)
{
    return page.findChild<HeadlineLabel*>(QStringLiteral("cueHeadline"))->text();
}

TEST(LivePage, SaysHowLongToGoOnHolding)
{
    Stage stage;
    stage.show(made::snapshotInHold(made::mat(), 21.0));
    EXPECT_EQ(headline(stage.page), QStringLiteral("Hold · 9 s more"));
    made::savePicture(stage.page, QStringLiteral("live-hold"));
}

TEST(LivePage, ShowsTheConnectPanelFirst)
{
    Stage stage;
    stage.page.resize(1196, 800);
    stage.page.show();
    EXPECT_TRUE(stage.page.findChild<ConnectPanel*>()->isVisible());
    made::savePicture(stage.page, QStringLiteral("live-connect"));
}

}  // namespace
}  // namespace palpate::gui
