//! Native charts of the small tables on a page, with titles, axis names and labels.

use rust_xlsxwriter::{
    Chart as Drawing, ChartAxis, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition,
    ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType,
};

use super::page::Extent;
use super::style;
use crate::report::page::{Chart, Shape};

/// Heights above and below the plot, in pixels: the title; numbers, name of the axis and legend.
const ABOVE: u32 = 36;
const BELOW: u32 = 76;
/// Height of a chart without its plot, in pixels.
pub const FRAME: u32 = ABOVE + BELOW;
/// Widths at the left and the right of the plot, in pixels: the names of the categories; half a number.
const BEFORE: u32 = 116;
const AFTER: u32 = 20;

/// Zeros have no label: nothing is drawn for them.
const LABELS: &str = "#,##0;-#,##0;;";

/// A chart of the table at `extent` on the page `page`, in pixels.
pub fn draw(chart: &Chart<'_>, page: &str, extent: &Extent, width: u32, height: u32) -> Drawing {
    let mut drawing = Drawing::new(match chart.shape {
        Shape::StackedBar => ChartType::BarStacked,
        Shape::ShareBar => ChartType::BarPercentStacked,
        Shape::Column => ChartType::Column,
    });
    drawing.set_width(width).set_height(height);
    drawing.set_alt_text(format!("{}: {} by {}", chart.title, chart.values, chart.categories));
    drawing.title().set_name(&*chart.title).set_font(font(12).set_bold());
    let (first, last) = (extent.header + 1, extent.header + extent.rows);
    let categories = extent.columns[0].0;
    for (column, ink) in &chart.series {
        let col = extent.columns[*column].0;
        let (fill, label) = style::ink(*ink);
        let series = drawing.add_series();
        series
            .set_name((page, extent.header, col))
            .set_categories((page, first, categories, last, categories))
            .set_values((page, first, col, last, col))
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(fill)))
            .set_gap(60);
        let mut labels = ChartDataLabel::new();
        labels.show_value().set_num_format(LABELS);
        match chart.shape {
            Shape::StackedBar | Shape::ShareBar => labels
                .set_position(ChartDataLabelPosition::Center)
                .set_font(ChartFont::new().set_size(9).set_color(label)),
            Shape::Column => labels.set_position(ChartDataLabelPosition::OutsideEnd).set_font(&font(9)),
        };
        series.set_data_label(&labels);
    }
    axes(&mut drawing, chart);
    if chart.shape.lies() {
        // Left to themselves, viewers give the plot too little of the height for many bars.
        let share = |part: u32, of: u32| f64::from(part) / f64::from(of);
        let layout = ChartLayout::new()
            .set_offset(share(BEFORE, width), share(ABOVE, height))
            .set_dimensions(share(width - BEFORE - AFTER, width), share(height - FRAME, height));
        drawing.plot_area().set_layout(&layout);
    }
    drawing.chart_area().set_format(ChartFormat::new().set_border(ChartLine::new().set_color(style::LINE)));
    drawing
}

fn axes(drawing: &mut Drawing, chart: &Chart<'_>) {
    let thin = ChartLine::new().set_color(style::LINE).set_width(0.75).clone();
    categories(drawing, chart.shape)
        .set_name(chart.categories)
        .set_name_font(&font(9))
        .set_font(&font(9))
        .set_format(ChartFormat::new().set_line(&thin));
    values(drawing, chart.shape)
        .set_name(chart.values)
        .set_name_font(&font(9))
        .set_font(&font(9))
        .set_num_format(if chart.shape == Shape::ShareBar { "0%" } else { "#,##0" })
        .set_min(0)
        .set_major_tick_type(ChartAxisTickType::None)
        .set_format(ChartFormat::new().set_no_line())
        .set_major_gridlines_line(&thin);
    if chart.shape.lies() {
        // Bars are drawn from the bottom; reversed, they stand in the order of the table.
        categories(drawing, chart.shape).set_reverse();
        values(drawing, chart.shape).set_label_position(ChartAxisLabelPosition::High);
    }
    if chart.series.len() > 1 {
        drawing.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9));
    } else {
        drawing.legend().set_hidden();
    }
}

/// The axis of the categories; the writer calls the one at the left of lying bars `y`.
fn categories(drawing: &mut Drawing, shape: Shape) -> &mut ChartAxis {
    match shape {
        Shape::StackedBar | Shape::ShareBar => drawing.y_axis(),
        Shape::Column => drawing.x_axis(),
    }
}

/// The axis of the numbers.
fn values(drawing: &mut Drawing, shape: Shape) -> &mut ChartAxis {
    match shape {
        Shape::StackedBar | Shape::ShareBar => drawing.x_axis(),
        Shape::Column => drawing.y_axis(),
    }
}

fn font(size: u8) -> ChartFont {
    ChartFont::new().set_size(size).set_color(style::QUIET).clone()
}
