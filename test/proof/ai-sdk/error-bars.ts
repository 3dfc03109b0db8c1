import { exportedErrorClasses, isAsExpected, startErrorScene } from '../../support/error-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

export const errorBars: readonly Bar[] = [
  defineBar({
    area: 'ai-sdk',
    bar: 'errors of the AI SDK, each class by its own cause, that neither fail the run, typed, nor are told to the model',
    unit: 'causes',
    target: '0, every exported class with a cause, no workflow task failed',
    async measure() {
      const scene = await startErrorScene();
      try {
        const all = Object.entries(scene.cases);
        const wrong: string[] = [];
        let failedWorkflowTasks = 0;
        for (const [name, errorCase] of all) {
          const seen = await scene.make(name);
          failedWorkflowTasks += seen.failedWorkflowTasks;
          if (!isAsExpected(errorCase, seen)) wrong.push(name);
        }
        const classes = exportedErrorClasses();
        const covered = new Set(all.flatMap(([, { of }]) => of));
        const missing = classes.filter((name) => !covered.has(name));
        const byHand = all.filter(([, { isByHand }]) => isByHand).flatMap(([, { of }]) => of);
        const note = [
          `${all.length} causes of ${classes.length} exported classes; made by hand, since nothing throws them: ${byHand.join(', ')}`,
          `${failedWorkflowTasks} workflow tasks failed${missing.map((name) => `; no cause of ${name}`).join('')}`,
          ...wrong,
        ].join('\n');
        return { value: wrong.length, ok: wrong.length + missing.length + failedWorkflowTasks === 0, note };
      } finally {
        await scene.stop();
      }
    },
  }),
];
