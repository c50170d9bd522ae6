import assert from 'node:assert/strict';
import { readPoints, withHeadInSight, writePoints } from '../../../../src/webview/diagram/arrows';

describe('The line of a diagram', () => {
  const box = { x: 100, y: 100, width: 60, height: 40 };
  const line = (points: string) => writePoints(withHeadInSight(readPoints(points), [box]));

  it('that runs along the side of a node ends on its edge, where its head is seen', () => {
    assert.equal(line('50,0 50,20 101,20 101,120 100,120'), '50,0 50,20 110,20 110,100');
    assert.equal(line('0,50 20,50 20,139 130,139 130,140'), '0,50 20,50 20,130 100,130');
    assert.equal(line('50,300 50,200 159,200 159,120 160,120'), '50,300 50,200 150,200 150,140');
  });

  it('that needs no help stays as it is', () => {
    for (const points of ['130,0 130,100', '50,0 50,120 100,120', '0,0 5,0', '500,0 500,120 501,120'])
      assert.equal(line(points), points);
  });
});
