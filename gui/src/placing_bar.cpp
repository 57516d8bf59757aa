#include "placing_bar.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "theme.hpp"

namespace palpate::gui {

PlacingBar::PlacingBar(OutlinePlacer& placer, QWidget* parent) : QFrame(parent)
{
    setProperty("surface", "card");
    setObjectName(QStringLiteral("placingBar"));
    const Metrics metrics = metricsFor(font());
    auto* const how =
        new QLabel(tr("Lay the outline where the body lies: drag it; ↻ turns, ⤡ scales. Keys: arrows "
                      "10 mm (Shift 1 mm), Q and E turn, + and - scale."),
                   this);
    how->setWordWrap(true);
    how->setProperty("tone", "muted");
    auto* const done = new QPushButton(tr("Done (Enter)"), this);
    done->setObjectName(QStringLiteral("placingDone"));
    done->setProperty("role", "primary");
    auto* const undo = new QPushButton(tr("Undo (Escape)"), this);
    undo->setObjectName(QStringLiteral("placingUndo"));
    auto* const row = new QHBoxLayout;
    row->setSpacing(metrics.medium);
    row->addWidget(done);
    row->addWidget(undo);
    row->addStretch(1);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(metrics.margin, metrics.medium, metrics.margin, metrics.medium);
    column->setSpacing(metrics.medium);
    column->addWidget(how);
    column->addLayout(row);
    connect(done, &QPushButton::clicked, &placer, &OutlinePlacer::finish);
    connect(undo, &QPushButton::clicked, &placer, &OutlinePlacer::cancel);
    connect(&placer, &OutlinePlacer::changed, this, [this, &placer] { setVisible(placer.isPlacing()); });
    hide();
}

}  // namespace palpate::gui
